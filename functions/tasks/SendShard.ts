import { z } from 'zod';
import { keepTimeSliceUsage } from '../../app/campaigns/keepUsage.ts';
import type { SliceOutcome } from '../../app/campaigns/sending/conclude.ts';
import { sendShard } from '../../app/campaigns/sending/sendShard.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { campaignShardSchema } from '../../app/ports/workflowInputs.ts';
import { realTiming, type Timing, waitUntil } from '../../app/shared/timeBox.ts';
import type { TimeSliceEnd } from '../../core/costs/transitions.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { baseUrl, clock, ids, log, mailer, signer, stores } from '../runtime/providers.ts';

const inputSchema = campaignShardSchema.extend({ concurrency: z.number().int().min(1) });

export type SentShard =
  | Exclude<SliceOutcome, { readonly outcome: 'wait' }>
  | { readonly outcome: 'wait'; readonly until: string; readonly reason: 'quota' | 'lease' };

const END: Readonly<Record<SliceOutcome['outcome'], TimeSliceEnd>> = {
  done: 'over',
  stopped: 'over',
  wait: 'wait',
  more: 'again',
};

type Dependencies = Pick<Deps, 'stores' | 'mailer' | 'clock' | 'ids' | 'log' | 'signer' | 'baseUrl'>;

/** Sends one shard of a campaign for up to 20 seconds and says what comes next. */
export const createSendShard =
  (deps: Dependencies, timing: Timing = realTiming) =>
  async (input: unknown): Promise<SentShard> => {
    const job = inputSchema.parse(input);
    const slice = await metered(
      () => sendShard(deps, job, timing),
      (usage, result) => keepTimeSliceUsage(deps.stores, job.campaignId, usage, result ? END[result.outcome] : 'again'),
    );
    return slice.outcome === 'wait' ? { ...slice, until: waitUntil(slice.until, deps.clock()) } : slice;
  };

export const handler = lazy(createSendShard, { stores, mailer, clock, ids, log, signer, baseUrl });
