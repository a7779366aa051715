import type { EvaluationContext } from '../evaluation/context.ts';
import { storedOrders } from '../../prediction/storedOrders.ts';
import type { Values } from '../../customers/storedValues.ts';
import type { MissingReason } from '../clause.ts';

/** Why a clause that compares a customer with all others has nothing to compare; undefined where it has. */
export function missingReason(
  item: Values,
  { population, currency }: EvaluationContext,
): Extract<MissingReason, 'noOrder' | 'notFitted'> | undefined {
  if (!storedOrders(item, currency)) return 'noOrder';
  return population ? undefined : 'notFitted';
}
