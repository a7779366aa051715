import { contextAt, type EvaluationContext } from '../../core/segments/compile.ts';
import type { SendLookup } from '../../core/segments/sendLookup.ts';
import type { Settings } from '../stores/settings.ts';
import type { Stores } from '../stores/stores.ts';

export interface ContextOptions {
  /** What was sent, where the rules in question read it. */
  readonly sendsOf?: SendLookup | undefined;
  /** In place of the workspace's own, where they were frozen earlier. */
  readonly settings?: Pick<Settings, 'timeZone' | 'currency'> | undefined;
}

/** All that rules are judged by besides the customer, at an instant (epoch ms). Settings may be 5 seconds old. */
export async function evaluationContext(
  stores: Pick<Stores, 'settings'>,
  at: number,
  { sendsOf, settings }: ContextOptions = {},
): Promise<EvaluationContext> {
  const { timeZone, currency } = settings ?? (await stores.settings.get());
  return { ...contextAt(at, timeZone, currency), ...(sendsOf && { sends: sendsOf }) };
}
