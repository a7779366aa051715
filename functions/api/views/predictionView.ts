import type { PredictionsResponse } from '../../../contract/predictions.ts';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import { predictionsOf } from '../../../core/segments/explain/customerPredictions.ts';

/** What the models say of a customer. Probabilities and orders to four digits: more would be made up. */
export function predictionsView(customer: Customer, context: EvaluationContext): PredictionsResponse {
  const { fittedAt, ...predictions } = predictionsOf(encodeCustomer(customer), context);
  const told = fittedAt === undefined ? {} : { fittedAt: timeText(fittedAt) };
  if ('reason' in predictions) return { ...predictions, ...told };
  const { alive, churn, nextOrders, ...rest } = predictions;
  return { alive: rounded(alive), churn: rounded(churn), nextOrders: rounded(nextOrders), ...rest, ...told };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
