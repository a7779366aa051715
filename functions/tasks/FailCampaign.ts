import { z } from 'zod';
import { failCampaign } from '../../app/campaigns/failCampaign.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({ campaignId: z.string().min(1), error: caughtSchema });

/** Halts a campaign whose run failed and keeps why, so that somebody can mend it and resume. */
export const createFailCampaign =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { campaignId, error } = inputSchema.parse(input);
    return { status: await failCampaign(deps, campaignId, reasonOf(error)) };
  };

export const handler = lazy(createFailCampaign, { stores, clock, log });
