import * as z from 'zod';
import { timeSchema } from './time.ts';

/** Groups of customers by recency, frequency and monetary value. */
export const rfmLabelSchema = z.enum([
  'champions',
  'loyal',
  'potentialLoyalist',
  'new',
  'promising',
  'needsAttention',
  'aboutToSleep',
  'atRisk',
  'cannotLose',
  'hibernating',
  'lost',
]);

const score = z.int().min(1).max(5);

/** From 1 (a fifth that is longest silent, orders least, spends least) to 5. */
export const rfmSchema = z.object({ recency: score, frequency: score, monetary: score, label: rfmLabelSchema });

/** What the models say of a customer: either the numbers, or a reason for having none. */
export const predictionsSchema = z
  .object({
    alive: z.number().exactOptional().meta({ description: 'The probability that the customer still orders at all' }),
    churn: z.number().exactOptional().meta({ description: 'The probability of no order within the horizon' }),
    nextOrders: z.number().exactOptional().meta({ description: 'Order days to expect within the horizon' }),
    spend: z.int().exactOptional().meta({ description: 'Revenue to expect of an order day, minor units' }),
    clv: z.int().exactOptional().meta({ description: 'Discounted revenue to expect within the horizon, minor units' }),
    horizonWeeks: z.int().exactOptional(),
    fittedAt: timeSchema.exactOptional(),
    rfm: rfmSchema.exactOptional(),
    code: z.enum(['noOrder', 'notFitted', 'refused']).exactOptional(),
    reason: z.string().exactOptional(),
  })
  .meta({ id: 'Predictions' });

export type PredictionsResponse = z.infer<typeof predictionsSchema>;
