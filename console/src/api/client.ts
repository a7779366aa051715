import * as z from 'zod/mini';
import { campaignListShape, campaignShape, reportShape, settingsShape } from './shapes.ts';

const problem = z.object({ title: z.string(), detail: z.optional(z.string()) });

async function get<T>(path: string, shape: z.ZodMiniType<T>): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  const body: unknown = await response.json();
  if (response.ok) return z.parse(shape, body);
  const refused = z.safeParse(problem, body);
  throw new Error(refused.success ? (refused.data.detail ?? refused.data.title) : `${response.status} ${path}`);
}

const id = encodeURIComponent;

/** The console's view of the REST API; one function per call. */
export const api = {
  settings: () => get('/api/v1/settings', settingsShape),
  campaigns: (cursor: string | undefined) =>
    get(`/api/v1/campaigns?limit=50${cursor === undefined ? '' : `&cursor=${id(cursor)}`}`, campaignListShape),
  campaign: (campaignId: string) => get(`/api/v1/campaigns/${id(campaignId)}`, campaignShape),
  report: (campaignId: string, model: string) =>
    get(`/api/v1/campaigns/${id(campaignId)}/report?model=${model}`, reportShape),
};
