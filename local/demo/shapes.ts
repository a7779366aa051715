import { z } from 'zod';

/** The fields of our API's answers that the demo reads. */
export const withId = z.object({ id: z.string() });
export const withSecret = z.object({ secret: z.string() });
export const importState = z.object({
  status: z.enum(['running', 'done', 'failed']),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  errors: z.array(z.object({ row: z.number(), field: z.string(), reason: z.string() })),
});
/** `status` = 409 where another refresh runs, whose id is told instead. */
export const runStarted = z.object({ runId: z.string(), status: z.literal(409).optional() });
export const runState = z.object({ status: z.string() });
export const campaignState = z.object({
  status: z.string(),
  progress: z.object({
    audience: z.number(),
    accepted: z.number(),
    holdout: z.number(),
    skipped: z.record(z.string(), z.number()),
    failed: z.record(z.string(), z.number()),
    unknown: z.number(),
  }),
});

const interval = z.object({ estimate: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() });
const cell = z.object({
  treated: z.object({ customers: z.number(), conversions: z.number(), revenue: z.number() }),
  holdout: z.object({ customers: z.number(), conversions: z.number(), revenue: z.number() }),
  attributed: z.object({ conversions: z.number(), revenue: z.number() }),
  perCustomer: interval,
  incremental: z.object({ revenue: interval }),
  cost: z.number(),
  roi: interval.nullable(),
  verdict: z.string(),
});
export const report = z.object({
  currency: z.string(),
  total: cell,
  segments: z.array(cell.extend({ segment: z.string(), name: z.string() })),
});
export type DemoReport = z.infer<typeof report>;
export type DemoCell = z.infer<typeof cell>;
