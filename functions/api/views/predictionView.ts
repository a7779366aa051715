import { z } from '@hono/zod-openapi';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { RFM_LABELS } from '../../../core/population/rfmLabels.ts';
import type { EvaluationContext } from '../../../core/segments/compile/compile.ts';
import { predictionsOf } from '../../../core/segments/compile/customerPredictions.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';

const score = z.int().min(1).max(5);

/** Either the numbers, or a reason for having none. */
export const predictionsShape = z.object({
  alive: z.number().optional(),
  churn: z.number().optional(),
  nextOrders: z.number().optional(),
  spend: z.int().optional(),
  clv: z.int().optional(),
  horizonWeeks: z.int().optional(),
  fittedAt: time.optional(),
  rfm: z.object({ recency: score, frequency: score, monetary: score, label: z.enum(RFM_LABELS) }).optional(),
  code: z.enum(['noOrder', 'notFitted', 'refused']).optional(),
  reason: z.string().optional(),
});

/** What the models say of a customer. Probabilities and orders to four digits: more would be made up. */
export function predictionsView(customer: Customer, context: EvaluationContext): z.infer<typeof predictionsShape> {
  const { fittedAt, ...predictions } = predictionsOf(encodeCustomer(customer), context);
  const told = fittedAt === undefined ? {} : { fittedAt: timeText(fittedAt) };
  if ('reason' in predictions) return { ...predictions, ...told };
  const { alive, churn, nextOrders, ...rest } = predictions;
  return { alive: rounded(alive), churn: rounded(churn), nextOrders: rounded(nextOrders), ...rest, ...told };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
