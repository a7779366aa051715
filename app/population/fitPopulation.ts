import { fitQuantities } from '../../core/population/fitPopulation.ts';
import { contextAt } from '../../core/segments/evaluation/context.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { attempt } from './attempt.ts';
import { mergeSummaries } from './mergeSummaries.ts';

/**
 * Merges what the shards of a run summed up, fits, and stores the result with its date. What one run fitted stays: a
 * repeat changes nothing. A fit that fails is told and leaves what the last one fitted in use (false); a model that
 * the data cannot bear is no failure, but a refusal that is part of the result.
 */
export async function fitPopulation(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  runId: string,
): Promise<boolean> {
  const run = await stores.runs.get(runId);
  if (!run) throw new NotFoundError('run', runId);
  if (await stores.population.ofRun(run)) return true;

  const { timeZone, currency, prediction } = await stores.settings.get({ fresh: true });
  const merged = await mergeSummaries(stores, run);
  const outcome = merged.ok
    ? attempt(() =>
        fitQuantities(merged.value, {
          runId,
          storedAt: clock(),
          context: contextAt(run.startedAt, timeZone, currency),
          horizon: { weeks: prediction.horizonWeeks, annualDiscount: prediction.annualDiscount },
        }),
      )
    : merged;
  if (!outcome.ok) {
    await stores.population.saveFailure({ runId, at: clock(), reason: outcome.reason });
    log.error({ runId, error: outcome.reason }, 'population statistics could not be fitted');
    return false;
  }
  const { fitted, distributions } = outcome.value;
  await stores.population.save(fitted, distributions);
  const refused = [fitted.activity, fitted.spend].flatMap((fit) => (fit.ok ? [] : [fit.reason]));
  log.info({ runId, customers: fitted.customers, refused }, 'population statistics are fitted');
  return true;
}
