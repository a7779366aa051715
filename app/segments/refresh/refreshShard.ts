import { storedVersion } from '../../../core/customers/storedCustomer.ts';
import type { CustomerEvents } from '../../../core/customers/timeline.ts';
import { membershipChange } from '../../../core/segments/refresh/membership.ts';
import type { Deps } from '../../ports/deps.ts';
import { TIME_BOX_MS } from '../../shared/timeBox.ts';
import { changeSoFar } from './applyChange.ts';
import { examine } from './examine.ts';
import type { Found } from './found.ts';
import { openShard } from './openShard.ts';
import { groupPages } from './pageGroups.ts';
import { createTally } from './tally.ts';
import { type Changed, entryFor, writeChanges, type Writing } from './writeChanges.ts';

/** A time slice of refreshing one shard; `before` is what the ones before found, absent in the first. */
export interface RefreshSlice {
  readonly runId: string;
  readonly shard: number;
  readonly before?: Found | undefined;
}

export interface RefreshedSlice extends Found {
  readonly done: boolean;
}

/**
 * Brings one shard's memberships up to date for up to 20 seconds, and writes only the differences. All shards evaluate as
 * of the instant the run began. Customers whom neither a write nor the calendar can have moved since the refresh before
 * keep what they have (`incremental`); without its re-evaluation index, and when asked to, everybody is evaluated (`full`). A retried
 * time slice finds what it wrote before: what was entered or left at the instant the run began.
 */
export async function refreshShard(
  deps: Pick<Deps, 'stores' | 'clock' | 'blobs' | 'log'>,
  { runId, shard, before }: RefreshSlice,
): Promise<RefreshedSlice> {
  const { stores, clock } = deps;
  const end = clock() + TIME_BOX_MS;
  const opened = await openShard(deps, { runId, shard, before });
  const { at, range, rules, context, index, fields } = opened;
  const { draft } = index;
  const tally = createTally(opened.before);
  const given = { stores, rules, context, index, whole: fields === undefined, effort: tally.effort };
  const writing: Writing = {
    at,
    changeOf: (item) => membershipChange(item, rules.ids, rules.evaluate(item, context), { all: true }),
    madeBefore: (item) => changeSoFar(item, rules.ids, at),
    onWritten({ item, key, due }, written) {
      tally.write(written.change);
      // Whom somebody else wrote meanwhile, the next refresh looks at.
      if (!written.disturbed) draft.add(key, storedVersion(item) + 1, due);
    },
  };

  for await (const group of groupPages(stores.customers.pages(range, { after: before?.after, fields }))) {
    const changes: Changed[] = [];
    const told: CustomerEvents[] = [];
    await examine(group, given, (examined, matches) => {
      const { item, key, due } = examined;
      const sofar = writing.madeBefore(item);
      tally.see(rules.ids, matches, sofar);
      if (sofar) told.push(entryFor(item, sofar, at));
      const change = membershipChange(item, rules.ids, matches, { all: true });
      if (change) changes.push({ ...examined, change });
      else draft.add(key, storedVersion(item), due);
    });
    await stores.timeline.appendAll(told);
    await writeChanges(stores, changes, writing);
    if (clock() >= end) {
      await index.leave(false);
      return { ...tally.found(group.at(-1)?.last), done: false };
    }
  }
  await index.leave(true);
  const found = tally.found(undefined);
  await stores.runs.saveShard(runId, { shard, ...found });
  return { ...found, done: true };
}
