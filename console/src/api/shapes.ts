import * as z from 'zod/mini';

// The fields of the REST API that the console shows. Unknown fields are ignored, so the API may grow.
const counts = z.record(z.string(), z.number());
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

export const progressShape = z.object({
  audience: z.number(),
  accepted: z.number(),
  holdout: z.number(),
  skipped: counts,
  failed: counts,
  unknown: z.number(),
});

export const campaignShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  createdAt: z.string(),
  launchedAt: z.optional(z.nullable(z.string())),
  progress: z.optional(progressShape),
});

export const campaignListShape = z.object({
  items: z.array(campaignShape),
  next: z.optional(z.nullable(z.string())),
});

export const reportShape = z.object({
  currency: z.string(),
  status: z.string(),
  sampleRatio: z.object({ p: z.nullable(z.number()), ok: z.boolean() }),
  total: z.object(cell),
  segments: z.array(z.object({ segment: z.string(), name: z.string(), ...cell })),
  notes: z.optional(z.array(z.unknown())),
});

export const settingsShape = z.object({
  calendar: z.enum(['gregorian', 'persian']),
  timeZone: z.string(),
  currency: z.string(),
  refreshSchedule: z.optional(z.nullable(z.string())),
  nextRefreshAt: z.optional(z.nullable(z.string())),
});

/** Who calls, as the API sees them. */
export const meShape = z.object({
  kind: z.enum(['user', 'token', 'local']),
  name: z.string(),
  role: z.enum(['viewer', 'marketer', 'admin']),
});

export type Me = z.infer<typeof meShape>;
export type Interval = z.infer<typeof interval>;
export type Progress = z.infer<typeof progressShape>;
export type CampaignItem = z.infer<typeof campaignShape>;
export type Report = z.infer<typeof reportShape>;
export type Cell = Report['total'];
export type Settings = z.infer<typeof settingsShape>;
