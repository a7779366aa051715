import { z } from 'zod';
import { fitQuantities } from '../../core/population/fitPopulation.ts';
import { createMerger, type MergedSummary } from '../../core/population/shopSummary.ts';
import { contextAt } from '../../core/segments/evaluation/context.ts';
import { NotFoundError, UnavailableError } from '../../core/shared/errors.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import type { Run } from '../../core/segments/run.ts';

const inputSchema = z.object({ runId: z.string().min(1) });

/**
 * Merges what the shards summed up, fits, and stores the result with its date. What one run fitted stays: a repeat
 * changes nothing. A fit that fails is told and leaves the quantities of the last one in use; a model that the data
 * cannot bear is no failure, but a refusal that is part of the result.
 */
export const createFitQuantities =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly fitted: boolean }> => {
    const { runId } = inputSchema.parse(input);
    const run = await stores.runs.get(runId);
    if (!run) throw new NotFoundError('run', runId);
    if (await stores.quantities.ofRun(run)) return { fitted: true };

    const { timeZone, currency, prediction } = await stores.settings.get({ fresh: true });
    const merged = await merge(stores, run);
    const outcome = attempt(() =>
      fitQuantities(merged(), {
        runId,
        storedAt: clock(),
        context: contextAt(run.startedAt, timeZone, currency),
        horizon: { weeks: prediction.horizonWeeks, annualDiscount: prediction.annualDiscount },
      }),
    );
    if (!outcome.ok) {
      await stores.quantities.saveFailure({ runId, at: clock(), reason: outcome.reason });
      log.error({ runId, error: outcome.reason }, 'quantities could not be fitted');
      return { fitted: false };
    }
    const { fitted, distributions } = outcome.value;
    await stores.quantities.save(fitted, distributions);
    const refused = [fitted.activity, fitted.spend].flatMap((fit) => (fit.ok ? [] : [fit.reason]));
    log.info({ runId, customers: fitted.customers, refused }, 'quantities are fitted');
    return { fitted: true };
  };

/** Reads are retried by the workflow; what is read and cannot be merged is told by calling the result. */
async function merge(stores: Deps['stores'], run: Run): Promise<() => MergedSummary> {
  const merger = createMerger();
  const ended = new Set<number>();
  for await (const { shard, done, parts } of stores.quantities.summaries(run.id)) {
    // Time slices beyond the last are left over from a try that was slower.
    if (shard >= run.shards || ended.has(shard)) continue;
    const added = attempt(() => {
      merger.add(parts);
    });
    if (!added.ok) return () => fail(added.reason);
    if (done) ended.add(shard);
  }
  if (ended.size < run.shards) throw new UnavailableError(`${ended.size} of ${run.shards} shards are summed up`);
  return () => merger.result();
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function fail(reason: string): never {
  throw new Error(reason);
}

export const handler = lazy(createFitQuantities, { stores, clock, log });
