import type { ReevaluationIndex } from '../../../core/segments/refresh/reevaluationIndex.ts';
import { draftIndex, type IndexDraft, type KnownIndex } from '../../../core/segments/refresh/indexDraft.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import { rulesetFingerprintOf } from '../../../core/segments/refresh/rulesetFingerprint.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { DAY_MS } from '../../../core/shared/days.ts';
import type { Shard } from '../../../core/shared/shards.ts';
import type { Deps } from '../../ports/deps.ts';
import { leaveIndex, openIndex } from './indexFile.ts';

/** However right an index looks, everybody is evaluated once in so long: what went wrong unseen ends then. */
const TRUSTED_MS = 30 * DAY_MS;

interface TimeSlice {
  readonly runId: string;
  readonly range: Shard;
  readonly context: EvaluationContext;
  readonly segments: readonly { readonly id: string; readonly rule: Rule }[];
  /** Whether everybody is to be evaluated, whatever the re-evaluation index says. */
  readonly full: boolean;
}

/** What the refresh before left for a shard, and what this one will leave. */
export interface ShardIndex {
  readonly known: KnownIndex | undefined;
  /** Whether the known one is to be believed. */
  readonly incremental: boolean;
  readonly draft: IndexDraft;
  /** Ends a time slice, once all it found is written. */
  leave(done: boolean): Promise<void>;
}

export async function beginIndex(deps: Pick<Deps, 'blobs' | 'log'>, slice: TimeSlice): Promise<ShardIndex> {
  const { runId, range, context, segments } = slice;
  const rulesetFingerprint = rulesetFingerprintOf({ ...context, segments, zones: process.versions['tz'] ?? '' });
  const found = await openIndex(deps, range);
  const known = found?.index.header.rulesetFingerprint === rulesetFingerprint ? found : undefined;
  const incremental = known !== undefined && isTrusted(known.index, slice);
  const draft = draftIndex();
  return {
    known,
    incremental,
    draft,
    leave(done) {
      const fullAt = incremental ? known.index.header.fullAt : context.at;
      const header = { rulesetFingerprint, run: runId, today: context.today, fullAt };
      const kept = incremental || known?.index.header.run === runId ? known : undefined;
      return leaveIndex(deps, range, draft.finish(header, { known: kept, done }));
    },
  };
}

/** A clock that went back makes a re-evaluation index one of the future, and what it says of today is worth nothing. */
function isTrusted({ header }: ReevaluationIndex, { full, context }: TimeSlice): boolean {
  const age = context.at - header.fullAt;
  return !full && header.today <= context.today && age >= 0 && age < TRUSTED_MS;
}
