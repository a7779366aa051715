import * as z from 'zod/mini';

const interval = z.object({
  estimate: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
});
const outcome = z.object({ customers: z.number(), conversions: z.number(), revenue: z.number() });

const cell = {
  treated: outcome,
  holdout: outcome,
  attributed: z.object({ model: z.string(), conversions: z.number(), revenue: z.number() }),
  perCustomer: interval,
  incremental: z.object({ conversions: interval, revenue: interval }),
  cost: z.number(),
  profit: interval,
  roi: z.nullable(interval),
  verdict: z.enum(['gain', 'loss', 'undecided', 'not-enough-data']),
};

export const reportSchema = z.object({
  currency: z.string(),
  status: z.string(),
  sampleRatio: z.object({ p: z.nullable(z.number()), ok: z.boolean() }),
  total: z.object(cell),
  segments: z.array(z.object({ segment: z.string(), name: z.string(), ...cell })),
});

export type Interval = z.infer<typeof interval>;
export type Report = z.infer<typeof reportSchema>;
export type Cell = Report['total'];
