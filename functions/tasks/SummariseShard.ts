import { z } from 'zod';
import { percentileReadings } from '../../core/population/percentileReadings.ts';
import { createShopSummary } from '../../core/population/shopSummary.ts';
import { contextAt } from '../../core/segments/evaluation/context.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import { shardsOf } from '../../core/shared/shards.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, stores } from '../runtime/providers.ts';
import { TIME_BOX_MS } from '../../app/shared/timeBox.ts';
import type { CustomerPosition } from '../../app/ports/stores/customers.ts';

/** What is fitted reads orders and nothing else; the keys say where the walk stands. */
const FIELDS = ['id', 'or'];

const inputSchema = z.object({
  runId: z.string().min(1),
  shard: z.number().int(),
  /** Absent in the first slice. */
  result: z
    .object({
      next: z.number().int(),
      after: z.object({ bucket: z.number().int(), id: z.string() }).exactOptional(),
    })
    .exactOptional(),
});

export interface SummarisedShard {
  readonly done: boolean;
  /** The slice to go on with, and where. */
  readonly next: number;
  readonly after?: CustomerPosition;
}

/**
 * Sums up one shard's orders for the fit, as of the day the run began. Each slice is stored under its own number: a
 * retried one replaces what it stored before.
 */
export const createSummariseShard =
  ({ stores, clock }: Pick<Deps, 'stores' | 'clock'>) =>
  async (input: unknown): Promise<SummarisedShard> => {
    const { runId, shard, result } = inputSchema.parse(input);
    const end = clock() + TIME_BOX_MS;
    const run = await stores.runs.get(runId);
    const range = run && shardsOf(run.shards)[shard];
    if (!range) throw new NotFoundError('shard of a run', `${runId}/${shard}`);
    const slice = result?.next ?? 0;
    if (await stores.quantities.ofRun(run)) return { done: true, next: slice };

    const [{ timeZone, currency }, segments] = await Promise.all([stores.settings.get(), stores.segments.all()]);
    const readings = percentileReadings(segments.map(({ rule }) => rule));
    const summary = createShopSummary(readings, contextAt(run.startedAt, timeZone, currency));
    let after: CustomerPosition | undefined;
    for await (const page of stores.customers.pages(range, { after: result?.after, fields: FIELDS })) {
      for (const item of page.items) summary.add(item);
      if (clock() < end) continue;
      after = page.last;
      break;
    }
    const done = after === undefined;
    await stores.quantities.saveSummary(runId, { shard, slice, done }, summary.parts());
    return { done, next: slice + 1, ...(after && { after }) };
  };

export const handler = lazy(createSummariseShard, { stores, clock });
