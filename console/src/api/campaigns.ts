import * as z from 'zod/mini';
import { get, send } from './http.ts';

const estimateShape = z.object({
  complete: z.boolean(),
  audience: z.number(),
  holdout: z.number(),
  send: z.number(),
  skipped: z.record(z.string(), z.number()),
  sendHours: z.number(),
  cost: z.object({ total: z.number(), currency: z.string() }),
});

export type Estimate = z.infer<typeof estimateShape>;
export type CampaignAction = 'launch' | 'pause' | 'resume';

const of = (id: string) => `/api/v1/campaigns/${encodeURIComponent(id)}`;

/** What is asked and done before and while a campaign is sent. */
export const campaignsApi = {
  estimate: (id: string) => get(`${of(id)}/estimate`, estimateShape),
  act: (id: string, action: CampaignAction) => send('POST', `${of(id)}/${action}`, undefined, z.unknown()),
};
