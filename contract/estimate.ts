import * as z from 'zod';
import { billSchema } from './bill.ts';

/** What launching a campaign now would do. */
export const estimateSchema = z
  .object({
    complete: z.boolean().meta({ description: 'False where the counts are projected from a part of the customers' }),
    audience: z.int(),
    holdout: z.int(),
    send: z.int(),
    skipped: z.record(z.string(), z.int()).meta({ description: 'By reason' }),
    sendHours: z.number(),
    cost: z
      .object({ ses: z.number(), aws: z.number(), total: z.number(), currency: z.literal('USD') })
      .meta({ description: 'US cents, SES à la carte' }),
    costs: billSchema,
    detectableLift: z
      .object({ perCustomer: z.number(), share: z.number().nullable(), currency: z.string() })
      .nullable()
      .meta({ description: 'The smallest lift that this size can show; null where the data say nothing about it' }),
  })
  .meta({ id: 'Estimate' });

export type EstimateResponse = z.infer<typeof estimateSchema>;
