import { FIELD } from '../../core/customers/storedCustomer.ts';
import { summaryReadings } from '../../core/segments/rule/summaryReadings.ts';
import { createShopSummary } from '../../core/population/shopSummary.ts';
import { contextAt } from '../../core/segments/evaluation/context.ts';
import { runShardOf } from '../evaluation/runShard.ts';
import type { Deps } from '../ports/deps.ts';
import type { CustomerPosition } from '../ports/stores/customers.ts';
import { TIME_BOX_MS } from '../shared/timeBox.ts';

/** What is fitted reads orders and nothing else; the keys say where the walk stands. */
const FIELDS = [FIELD.id, FIELD.orders];

/** A time slice of summing up: which one, and behind which customer it begins. */
export interface SummarySlice {
  readonly runId: string;
  readonly shard: number;
  readonly slice: number;
  readonly after?: CustomerPosition | undefined;
}

/**
 * Sums up a shard's orders for the fit, as of the day the run began, for up to 20 seconds. Each slice is stored under
 * its own number: a retried one replaces what it stored before. `after` is where the next one begins; undefined when all
 * is summed up.
 */
export async function summariseShard(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  { runId, shard, slice, after }: SummarySlice,
): Promise<{ readonly done: boolean; readonly next: number; readonly after?: CustomerPosition }> {
  const end = clock() + TIME_BOX_MS;
  const { run, range } = await runShardOf(stores, runId, shard);
  // Fitted already: a run fits once.
  if (await stores.population.ofRun(run)) return { done: true, next: slice };

  const [{ timeZone, currency }, segments] = await Promise.all([stores.settings.get(), stores.segments.all()]);
  const readings = summaryReadings(segments.map(({ rule }) => rule));
  const summary = createShopSummary(readings, contextAt(run.startedAt, timeZone, currency));
  let last: CustomerPosition | undefined;
  for await (const page of stores.customers.pages(range, { after, fields: FIELDS })) {
    for (const item of page.items) summary.add(item);
    if (clock() < end) continue;
    last = page.last;
    break;
  }
  const done = last === undefined;
  await stores.population.saveSummary(runId, { shard, slice, done }, summary.parts());
  return { done, next: slice + 1, ...(last && { after: last }) };
}
