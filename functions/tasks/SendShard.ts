import { z } from 'zod';
import { keepUsage } from '../../app/campaigns/keepUsage.ts';
import { type SendDependencies, sendShard, type SentShard } from '../../app/campaigns/sending/sendShard.ts';
import { campaignShardSchema } from '../../app/ports/workflowInputs.ts';
import { realTiming, type Timing } from '../../app/shared/timeBox.ts';
import { CHILD_TRANSITIONS, TIME_SLICE_TRANSITIONS, WAIT_TRANSITIONS } from '../../core/costs/transitions.ts';
import { addUsage } from '../../core/costs/usage.ts';
import { lazy } from '../runtime/lazy.ts';
import { metered } from '../runtime/metered.ts';
import { baseUrl, clock, ids, log, mailer, signer, stores } from '../runtime/providers.ts';

const inputSchema = campaignShardSchema.extend({ concurrency: z.number().int().min(1) });

/** Sends one shard of a campaign for up to 20 seconds and says how to go on. */
export const createSendShard =
  (deps: SendDependencies, timing: Timing = realTiming) =>
  async (input: unknown): Promise<SentShard> => {
    const job = inputSchema.parse(input);
    return metered(
      () => sendShard(deps, timing, job),
      (usage, result) =>
        keepUsage(deps.stores, job.campaignId, addUsage(usage, { transitions: transitionsOf(result?.outcome) })),
    );
  };

function transitionsOf(outcome: SentShard['outcome'] | undefined): number {
  switch (outcome) {
    case 'done':
    case 'stopped':
      return TIME_SLICE_TRANSITIONS + CHILD_TRANSITIONS;
    case 'wait':
      return TIME_SLICE_TRANSITIONS + WAIT_TRANSITIONS;
    case 'more':
    case undefined:
      return TIME_SLICE_TRANSITIONS;
  }
}

export const handler = lazy(createSendShard, { stores, mailer, clock, ids, log, signer, baseUrl });
