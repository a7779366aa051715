import { z } from 'zod';
import type { Deps } from '../shared/deps.ts';
import { lazy } from '../shared/lazy.ts';
import { log, stores } from '../services/providers.ts';
import { advanceCampaign } from './campaign/advanceCampaign.ts';
import { caughtSchema, reasonOf } from './inputs.ts';

const inputSchema = z.object({ campaignId: z.string().min(1), error: caughtSchema });

/** Halts a campaign whose run failed and keeps why, so that somebody can mend it and resume. */
export const createFailCampaign =
  ({ stores, log }: Pick<Deps, 'stores' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { campaignId, error } = inputSchema.parse(input);
    const haltReason = reasonOf(error);
    log.error({ campaignId, error: haltReason }, 'the run of a campaign failed');
    const { status } = await advanceCampaign(stores.campaigns, campaignId, 'halt', () => ({ haltReason }));
    return { status };
  };

export const handler = lazy(createFailCampaign, { stores, log });
