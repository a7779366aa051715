import type { Agenda } from '../../../core/segments/refresh/agenda.ts';
import { draftAgenda, type AgendaDraft, type KnownAgenda } from '../../../core/segments/refresh/agendaDraft.ts';
import type { EvaluationContext } from '../../../core/segments/compile/evaluation.ts';
import { generationOf } from '../../../core/segments/refresh/generation.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { DAY_MS } from '../../../core/shared/days.ts';
import type { Shard } from '../../../core/shared/shards.ts';
import type { Deps } from '../../ports/deps.ts';
import { leaveAgenda, openAgenda } from './agendaFile.ts';

/** However right an agenda looks, everybody is evaluated once in so long: what went wrong unseen ends then. */
const TRUSTED_MS = 30 * DAY_MS;

interface TimeSlice {
  readonly runId: string;
  readonly range: Shard;
  readonly context: EvaluationContext;
  readonly segments: readonly { readonly id: string; readonly rule: Rule }[];
  /** Whether everybody is to be evaluated, whatever the agenda says. */
  readonly full: boolean;
}

/** What the refresh before left for a shard, and what this one will leave. */
export interface ShardAgenda {
  readonly known: KnownAgenda | undefined;
  /** Whether the known one is to be believed. */
  readonly incremental: boolean;
  readonly draft: AgendaDraft;
  /** Ends a slice, once all it found is written. */
  leave(done: boolean): Promise<void>;
}

export async function beginAgenda(deps: Pick<Deps, 'blobs' | 'log'>, slice: TimeSlice): Promise<ShardAgenda> {
  const { runId, range, context, segments } = slice;
  const generation = generationOf({ ...context, segments, zones: process.versions['tz'] ?? '' });
  const found = await openAgenda(deps, range);
  const known = found?.agenda.header.generation === generation ? found : undefined;
  const incremental = known !== undefined && isTrusted(known.agenda, slice);
  const draft = draftAgenda();
  return {
    known,
    incremental,
    draft,
    leave(done) {
      const fullAt = incremental ? known.agenda.header.fullAt : context.at;
      const header = { generation, run: runId, today: context.today, fullAt };
      const kept = incremental || known?.agenda.header.run === runId ? known : undefined;
      return leaveAgenda(deps, range, draft.finish(header, { known: kept, done }));
    },
  };
}

/** A clock that went back makes an agenda one of the future, and what it says of today is worth nothing. */
function isTrusted({ header }: Agenda, { full, context }: TimeSlice): boolean {
  const age = context.at - header.fullAt;
  return !full && header.today <= context.today && age >= 0 && age < TRUSTED_MS;
}
