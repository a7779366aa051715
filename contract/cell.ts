import * as z from 'zod';

const bound = z.number().nullable();

/** A 95 % interval. All three are null where no holdout, or fewer than two customers in an arm, leave it undefined. */
export const intervalSchema = z.object({ estimate: bound, low: bound, high: bound }).meta({ id: 'Interval' });

export const verdictSchema = z.enum(['gain', 'loss', 'undecided', 'not-enough-data']);

/** One arm: customers, those with an order in their window, their orders, and these less refunds (minor units). */
const armSchema = z.object({ customers: z.int(), buyers: z.int(), conversions: z.int(), revenue: z.int() });

/** The result of a campaign, of a segment of it or of a variant. Money in minor units. */
export const cellSchema = z
  .object({
    treated: armSchema,
    holdout: armSchema,
    attributed: z
      .object({ model: z.string(), conversions: z.int(), revenue: z.int() })
      .meta({ description: 'Orders that the model gives the campaign credit for' }),
    perCustomer: intervalSchema.meta({ description: 'Incremental revenue per treated customer, decimal' }),
    incremental: z.object({ conversions: intervalSchema, revenue: intervalSchema }),
    cost: z.int(),
    profit: intervalSchema,
    roi: intervalSchema.nullable().meta({ description: '`profit` over `cost`; null where that cannot be said' }),
    verdict: verdictSchema,
  })
  .meta({ id: 'Cell' });

export type IntervalResponse = z.infer<typeof intervalSchema>;
export type VerdictResponse = z.infer<typeof verdictSchema>;
export type CellResponse = z.infer<typeof cellSchema>;
