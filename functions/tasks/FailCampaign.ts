import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import { advanceCampaign } from '../../app/campaigns/advanceCampaign.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';

const inputSchema = z.object({ campaignId: z.string().min(1), error: caughtSchema });

/** Halts a campaign whose run failed and keeps why, so that somebody can mend it and resume. */
export const createFailCampaign =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { campaignId, error } = inputSchema.parse(input);
    const haltReason = reasonOf(error);
    const halted = metrics({ CampaignsHalted: 1 }, clock());
    log.error({ campaignId, error: haltReason, ...halted }, 'the run of a campaign failed');
    const { status } = await advanceCampaign(stores.campaigns, campaignId, 'halt', () => ({ haltReason }));
    return { status };
  };

export const handler = lazy(createFailCampaign, { stores, clock, log });
