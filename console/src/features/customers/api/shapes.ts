import * as z from 'zod/mini';

const prediction = z.looseObject({
  churn: z.optional(z.nullable(z.number())),
  nextOrders: z.optional(z.nullable(z.number())),
  clv: z.optional(z.nullable(z.number())),
  horizonWeeks: z.optional(z.number()),
  fittedAt: z.optional(z.string()),
  code: z.optional(z.string()),
  reason: z.optional(z.string()),
  rfm: z.optional(
    z.nullable(z.object({ recency: z.number(), frequency: z.number(), monetary: z.number(), label: z.string() })),
  ),
});

export const customerSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  email: z.optional(z.string()),
  language: z.optional(z.string()),
  timeZone: z.optional(z.string()),
  attributes: z.record(z.string(), z.unknown()),
  consent: z.object({ email: z.optional(z.object({ granted: z.boolean(), at: z.string() })) }),
  suppression: z.optional(z.object({ reason: z.string(), at: z.string() })),
  orders: z.array(z.object({ currency: z.string(), orders: z.number(), revenue: z.number(), lastOrderAt: z.string() })),
  events: z.record(z.string(), z.object({ count: z.number() })),
  segments: z.array(z.object({ id: z.string(), name: z.string(), since: z.string() })),
  predictions: z.optional(prediction),
});

const next = z.optional(z.nullable(z.string()));
export const customerListSchema = z.object({ items: z.array(customerSchema), next });
export const timelineSchema = z.object({ items: z.array(z.looseObject({ at: z.string(), type: z.string() })), next });

export type Customer = z.infer<typeof customerSchema>;
export type TimelineEntry = z.infer<typeof timelineSchema>['items'][number];
