import { z } from 'zod';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { compileSegments } from '../../core/segments/compile.ts';
import { type MembershipChange, membershipChange } from '../../core/segments/membership.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { shardsOf } from '../../core/shared/shards.ts';
import { evaluationContext } from '../segments/evaluationContext.ts';
import type { Deps } from '../shared/deps.ts';
import { lazy } from '../shared/lazy.ts';
import { clock, stores } from '../services/providers.ts';
import type { CustomerEvents } from '../stores/timeline.ts';
import { applyChange, customerId, memberSince, membershipEvents } from './refreshing/applyChange.ts';
import { eachAtOnce } from './refreshing/eachAtOnce.ts';
import { type Found, foundSchema, nothingFound } from './refreshing/found.ts';
import { TIME_BOX_MS } from './timeBox.ts';

const WRITES_AT_ONCE = 12;
/** Customers whose changes are told together: events go 25 a call, and a crash leaves no more than these untold. */
const STRIDE = 50;

const inputSchema = z.object({
  runId: z.string().min(1),
  shard: z.number().int(),
  /** Absent in the first stretch. */
  result: foundSchema.exactOptional(),
});

export interface RefreshedShard extends Found {
  readonly done: boolean;
}

/**
 * Evaluates every segment for one shard's customers in one pass and writes only the differences. All shards judge by
 * the instant the run began. A retried stretch finds what it wrote before: those entered "since the run began".
 */
export const createRefreshShard =
  ({ stores, clock }: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<RefreshedShard> => {
    const { runId, shard, result } = inputSchema.parse(input);
    const end = clock() + TIME_BOX_MS;
    const run = await stores.runs.get(runId);
    const range = run && shardsOf(run.shards)[shard];
    if (!range) throw new NotFoundError('shard of a run', `${runId}/${shard}`);
    const [context, definitions] = await Promise.all([evaluationContext(stores, run.startedAt), stores.segments.all()]);
    const segments = compileSegments(definitions);
    const found = result ?? nothingFound(segments.ids);
    const counts = new Map(Object.entries(found.segments).map(([id, counted]) => [id, { ...counted }]));
    let { scanned, changed } = found;
    const at = run.startedAt;
    const judge = (item: StoredCustomer) =>
      membershipChange(item, segments.ids, segments.evaluate(item, context), { all: true });
    const add = (id: string, what: 'size' | 'entered' | 'left') => {
      const counted = counts.get(id);
      if (counted) counted[what] += 1;
    };

    const progress = (after: Found['after']): Found => ({
      ...(after && { after }),
      scanned,
      changed,
      segments: Object.fromEntries(counts),
    });

    for await (const page of stores.customers.pages(range, { after: found.after })) {
      const changes: Changed[] = [];
      const told: CustomerEvents[] = [];
      for (const item of page.items) {
        scanned += 1;
        const matches = segments.evaluate(item, context);
        segments.ids.forEach((id, index) => matches[index] === true && add(id, 'size'));
        const change = membershipChange(item, segments.ids, matches, { all: true });
        const before = segments.ids.filter((id) => memberSince(item, id) === at);
        for (const id of before) add(id, 'entered');
        if (before.length > 0) told.push(eventsOf(item, { enter: before, leave: [] }, at));
        if (change) changes.push({ item, change });
      }
      await stores.timeline.appendAll(told);
      for (let from = 0; from < changes.length; from += STRIDE) {
        const events: CustomerEvents[] = [];
        await eachAtOnce(changes.slice(from, from + STRIDE), WRITES_AT_ONCE, async (changing) => {
          const written = await applyChange(stores, changing, judge, at);
          if (!written) return;
          events.push(eventsOf(changing.item, written, at));
          changed += 1;
          for (const id of written.enter) add(id, 'entered');
          for (const id of written.leave) add(id, 'left');
        });
        await stores.timeline.appendAll(events);
      }
      if (clock() >= end) return { ...progress(page.last), done: false };
    }
    const all = progress(undefined);
    await stores.runs.saveShard(runId, { shard, scanned, changed, segments: all.segments });
    return { ...all, done: true };
  };

interface Changed {
  readonly item: StoredCustomer;
  readonly change: MembershipChange;
}

function eventsOf(item: StoredCustomer, change: MembershipChange, at: number): CustomerEvents {
  return { customerId: customerId(item), events: membershipEvents(change, at) };
}

export const handler = lazy(createRefreshShard, { stores, clock });
