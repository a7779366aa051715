import type { Chunk } from '../../../core/campaigns/ledger.ts';
import { type Progress, tallyChunks } from '../../../core/campaigns/progress.ts';
import type { Deps } from '../../ports/deps.ts';
import { metrics } from '../../shared/metrics.ts';
import type { ShardLedger } from './shardLedger.ts';

interface TimeSlice {
  readonly campaignId: string;
  readonly shard: number;
  readonly ledger: Pick<ShardLedger, 'chunks'>;
}

/** Starts to count what a time slice of sending does. The function that comes back ends it with one line of the log. */
export function openTimeSlice({ clock, log }: Pick<Deps, 'clock' | 'log'>, { campaignId, shard, ledger }: TimeSlice) {
  const before = tally(ledger.chunks());
  return <R extends { readonly outcome: string }>(result: R, halted = false): R => {
    const after = tally(ledger.chunks());
    const counts = {
      MessagesAccepted: after.accepted - before.accepted,
      MessagesFailed: failures(after) - failures(before),
      // Events may have resolved some meanwhile, which is no news of this time slice.
      MessagesUnknown: Math.max(0, after.unknown - before.unknown),
      MessagesWaiting: after.skipped['waiting'] ?? 0,
      ...(halted && { CampaignsHalted: 1 }),
    };
    log.info(
      { campaignId, shard, outcome: result.outcome, ...metrics(counts, clock()) },
      'a time slice of sending ended',
    );
    return result;
  };
}

const tally = (chunks: Iterable<Chunk>): Progress => tallyChunks(chunks);

const failures = ({ failed }: Progress): number => Object.values(failed).reduce((sum, count) => sum + count, 0);
