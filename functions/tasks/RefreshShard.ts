import { z } from 'zod';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { type MembershipChange, membershipChange } from '../../core/segments/refresh/membership.ts';
import { compileRefresh } from '../../core/segments/refresh/refreshRules.ts';
import { externalDependencies } from '../../core/segments/rule/externalDependency.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { shardsOf } from '../../core/shared/shards.ts';
import { evaluationContext } from '../../app/evaluation/evaluationContext.ts';
import { createSendLookup } from '../../app/evaluation/sendLookup.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { blobs, clock, log, stores } from '../runtime/providers.ts';
import { applyChange, changeSoFar, customerId, membershipEvents } from '../../app/segments/refresh/applyChange.ts';
import { forEachLimit } from '../../app/shared/forEachLimit.ts';
import { type Examined, examine, versionOf } from '../../app/segments/refresh/examine.ts';
import { type Found, foundSchema, nothingFound } from '../../app/segments/refresh/found.ts';
import { groupPages } from '../../app/segments/refresh/pageGroups.ts';
import { beginIndex } from '../../app/segments/refresh/shardIndex.ts';
import { surveyFields } from '../../app/segments/refresh/surveyFields.ts';
import { createTally } from '../../app/segments/refresh/tally.ts';
import { TIME_BOX_MS } from '../../app/shared/timeBox.ts';
import type { CustomerEvents } from '../../core/customers/timeline.ts';

const WRITES_AT_ONCE = 12;
/** Customers whose changes are told together: events go 25 a call. What a crash leaves untold, the retry tells. */
const STRIDE = 50;

const inputSchema = z.object({
  runId: z.string().min(1),
  shard: z.number().int(),
  /** Absent in the first time slice. */
  result: foundSchema.exactOptional(),
});

export interface RefreshedShard extends Found {
  readonly done: boolean;
}

/**
 * Brings one shard's memberships up to date and writes only the differences. All shards evaluate as of the instant the
 * run began. Customers whom neither a write nor the calendar can have moved since the refresh before keep what they have
 * (`incremental`); without its re-evaluation index, and when asked to, everybody is evaluated (`full`). A retried time slice
 * finds what it wrote before: what was entered or left at the instant the run began.
 */
export const createRefreshShard =
  (deps: Pick<Deps, 'stores' | 'clock' | 'blobs' | 'log'>) =>
  async (input: unknown): Promise<RefreshedShard> => {
    const { runId, shard, result } = inputSchema.parse(input);
    const { stores, clock } = deps;
    const end = clock() + TIME_BOX_MS;
    const run = await stores.runs.get(runId);
    const range = run && shardsOf(run.shards)[shard];
    if (!range) throw new NotFoundError('shard of a run', `${runId}/${shard}`);
    const at = run.startedAt;
    const segments = await stores.segments.all();
    const rules = compileRefresh(segments, (rule, lookup) => externalDependencies(rule, lookup).size > 0);
    const left = { from: result?.after?.bucket ?? range.from, to: range.to };
    const sendsOf = await createSendLookup(
      stores,
      segments.map(({ rule }) => rule),
      left,
      { at },
    );
    const context = await evaluationContext(stores, at, { sendsOf, fresh: true });
    const full = run.full === true || result?.mode === 'full';
    const index = await beginIndex(deps, { runId, range, context, segments, full });
    const { incremental, draft } = index;
    const tally = createTally(result ?? nothingFound(incremental ? 'incremental' : 'full', rules.ids));
    const fields = incremental ? surveyFields(segments, rules) : undefined;
    const given = { stores, rules, context, index, whole: fields === undefined, effort: tally.effort };
    const changeOf = (item: StoredCustomer) =>
      membershipChange(item, rules.ids, rules.evaluate(item, context), { all: true });

    for await (const group of groupPages(stores.customers.pages(range, { after: result?.after, fields }))) {
      const changes: Changed[] = [];
      const told: CustomerEvents[] = [];
      await examine(group, given, (examined, matches) => {
        const { item, key, due } = examined;
        const before = changeSoFar(item, rules.ids, at);
        tally.see(rules.ids, matches, before);
        if (before) told.push(eventsOf(item, before, at));
        const change = membershipChange(item, rules.ids, matches, { all: true });
        if (change) changes.push({ ...examined, change });
        else draft.add(key, versionOf(item), due);
      });
      await stores.timeline.appendAll(told);
      for (let from = 0; from < changes.length; from += STRIDE) {
        const events: CustomerEvents[] = [];
        await forEachLimit(changes.slice(from, from + STRIDE), WRITES_AT_ONCE, async (changing) => {
          const written = await applyChange(stores, changing, changeOf, at);
          if (!written) return;
          tally.write(written.change);
          events.push(eventsOf(changing.item, written.change, at));
          // Whom somebody else wrote meanwhile, the next refresh looks at.
          if (!written.disturbed) draft.add(changing.key, versionOf(changing.item) + 1, changing.due);
        });
        await stores.timeline.appendAll(events);
      }
      if (clock() >= end) {
        await index.leave(false);
        return { ...tally.found(group.at(-1)?.last), done: false };
      }
    }
    await index.leave(true);
    const all = tally.found(undefined);
    await stores.runs.saveShard(runId, { shard, ...all });
    return { ...all, done: true };
  };

interface Changed extends Examined {
  readonly change: MembershipChange;
}

function eventsOf(item: StoredCustomer, change: MembershipChange, at: number): CustomerEvents {
  return { customerId: customerId(item), events: membershipEvents(change, at) };
}

export const handler = lazy(createRefreshShard, { stores, clock, blobs, log });
