import { contextAt, type EvaluationContext } from '../../core/segments/evaluation/context.ts';
import type { SendLookup } from '../../core/segments/evaluation/sendLookup.ts';
import type { Settings } from '../../core/workspace/settings.ts';
import type { Stores } from '../ports/stores/stores.ts';

export interface ContextOptions {
  /** What was sent, where the rules in question read it. */
  readonly sendsOf?: SendLookup | undefined;
  /** In place of the workspace's own, where they were frozen earlier. */
  readonly settings?: Pick<Settings, 'timeZone' | 'currency'> | undefined;
  /** Evaluates by what was fitted before this instant (epoch ms), so that long work sees one fit only. */
  readonly fittedBefore?: number | undefined;
  /** Evaluates by what was fitted a moment ago, and not by what this process remembers. */
  readonly fresh?: boolean;
}

/**
 * All that rules are evaluated by besides the customer, at an instant (epoch ms). Settings and what was fitted may be 5
 * seconds old. What was fitted of another currency than the workspace's is left out.
 */
export async function evaluationContext(
  stores: Pick<Stores, 'settings' | 'population'>,
  at: number,
  { sendsOf, settings, fittedBefore, fresh = false }: ContextOptions = {},
): Promise<EvaluationContext> {
  const [{ timeZone, currency }, population] = await Promise.all([
    settings ?? stores.settings.get(),
    stores.population.current(fittedBefore === undefined ? { fresh } : { before: fittedBefore }),
  ]);
  return {
    ...contextAt(at, timeZone, currency),
    ...(population?.currency === currency && { population }),
    ...(sendsOf && { sends: sendsOf }),
  };
}
