import * as z from 'zod/mini';

// The fields that the console shows. Unknown fields are ignored, so the API may grow.
const counts = z.record(z.string(), z.number());

const progressSchema = z.object({
  audience: z.number(),
  accepted: z.number(),
  holdout: z.number(),
  skipped: counts,
  failed: counts,
  unknown: z.number(),
});

export const campaignSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  createdAt: z.string(),
  launchedAt: z.optional(z.nullable(z.string())),
  progress: z.optional(progressSchema),
});

export const campaignListSchema = z.object({
  items: z.array(campaignSchema),
  next: z.optional(z.nullable(z.string())),
});

export const estimateSchema = z.object({
  complete: z.boolean(),
  audience: z.number(),
  holdout: z.number(),
  send: z.number(),
  skipped: counts,
  sendHours: z.number(),
  cost: z.object({ total: z.number(), currency: z.string() }),
});

export type Campaign = z.infer<typeof campaignSchema>;
export type CampaignProgress = z.infer<typeof progressSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
