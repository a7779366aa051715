import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, stores } from '../runtime/providers.ts';
import { advanceCampaign } from '../../app/campaigns/advanceCampaign.ts';
import { waitUntil } from '../../app/shared/timeBox.ts';

const inputSchema = z.object({
  campaignId: z.string().min(1),
  finished: z.object({ measureAt: z.iso.datetime({ offset: true }) }),
});

/** Marks a campaign `measured` once its conversion window is over; before that it says until when to wait. */
export const createMeasureCampaign =
  ({ stores, clock }: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<{ readonly done: boolean; readonly until: string; readonly measureAt: string }> => {
    const { campaignId, finished } = inputSchema.parse(input);
    const { measureAt } = finished;
    const until = waitUntil(Date.parse(measureAt), clock());
    if (clock() < Date.parse(measureAt)) return { done: false, until, measureAt };
    await advanceCampaign(stores.campaigns, campaignId, 'measure');
    return { done: true, until, measureAt };
  };

export const handler = lazy(createMeasureCampaign, { stores, clock });
