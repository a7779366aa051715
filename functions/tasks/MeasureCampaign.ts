import { z } from 'zod';
import { measureCampaign } from '../../app/campaigns/measureCampaign.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, stores } from '../runtime/providers.ts';

const inputSchema = z.object({
  campaignId: z.string().min(1),
  finished: z.object({ measureAt: z.iso.datetime({ offset: true }) }),
});

/** Marks a campaign `measured` once its conversion window is over; before that it says until when to wait. */
export const createMeasureCampaign =
  (deps: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<{ readonly done: boolean; readonly until: string; readonly measureAt: string }> => {
    const { campaignId, finished } = inputSchema.parse(input);
    const { measureAt } = finished;
    const due = Date.parse(measureAt);
    const until = waitUntil(due, deps.clock());
    return { done: await measureCampaign(deps, campaignId, due), until, measureAt };
  };

export const handler = lazy(createMeasureCampaign, { stores, clock });
