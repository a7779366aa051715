import * as z from 'zod/mini';
import { get, send } from './http.ts';

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

export const customerShape = z.object({
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
const customerListShape = z.object({ items: z.array(customerShape), next });
const timelineShape = z.object({ items: z.array(z.looseObject({ at: z.string(), type: z.string() })), next });

const ROOT = '/api/v1/customers';
const part = encodeURIComponent;
const from = (cursor: string | undefined): string => (cursor === undefined ? '' : `&cursor=${part(cursor)}`);

/** The part of the REST API about customers. */
export const customersApi = {
  list: (query: string, cursor: string | undefined, limit = 25) =>
    get(`${ROOT}?limit=${limit}${query === '' ? '' : `&query=${part(query)}`}${from(cursor)}`, customerListShape),
  one: (id: string) => get(`${ROOT}/${part(id)}`, customerShape),
  timeline: (id: string, cursor: string | undefined) =>
    get(`${ROOT}/${part(id)}/timeline?limit=25${from(cursor)}`, timelineShape),
  erase: (id: string) => send('DELETE', `${ROOT}/${part(id)}`, undefined, z.unknown()),
};

export type Customer = z.infer<typeof customerShape>;
export type TimelineEntry = z.infer<typeof timelineShape>['items'][number];
