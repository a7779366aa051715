import * as z from 'zod';
import { pageOf } from './page.ts';
import { timeSchema } from './time.ts';

const at = timeSchema;
const id = z.string();

/** A named event that a shop recorded. */
const recordedEvent = z.object({
  type: z.literal('event'),
  at,
  id,
  name: z.string(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const membershipChange = z.object({
  type: z.enum(['segment.entered', 'segment.left']),
  at,
  id,
  segmentId: z.string(),
});

const consentChange = z.object({
  type: z.enum(['consent.granted', 'consent.withdrawn']),
  at,
  id,
  channel: z.literal('email'),
  source: z.string(),
});

/** Through the link in a message. */
const unsubscription = z.object({ type: z.literal('unsubscribed'), at, id, campaignId: z.string() });

/** Why no mail goes to the address any more. */
const suppression = z.object({ type: z.enum(['bounced', 'complained']), at, id });

/** The provider took the message and then did not send it. */
const rejectedMessage = z.object({
  type: z.literal('message.rejected'),
  at,
  id,
  campaignId: z.string(),
  reason: z.string(),
});

/** What is written down when it happens. */
export const timelineEventSchema = z.discriminatedUnion('type', [
  recordedEvent,
  membershipChange,
  consentChange,
  unsubscription,
  suppression,
  rejectedMessage,
]);

/** `amount` in minor units of `currency`. */
const order = z.object({
  type: z.literal('order'),
  at,
  orderId: z.string(),
  amount: z.int(),
  currency: z.string(),
  category: z.string().exactOptional(),
  refunds: z.array(z.object({ refundId: z.string(), amount: z.int(), at })),
});

/** What the customer did with one campaign's message, at the time of the last thing they did. */
const engagement = z.object({
  type: z.literal('engagement'),
  at,
  campaignId: z.string(),
  opens: z.int(),
  clicks: z.int(),
  machineOpens: z.int(),
  machineClicks: z.int(),
  unsubscribedAt: timeSchema.exactOptional(),
});

/** A campaign that had the customer in its audience. */
const touch = z.object({
  type: z.literal('touch'),
  at,
  campaignId: z.string(),
  campaign: z.string().meta({ description: 'Its name' }),
  arm: z.string(),
  result: z.string().exactOptional().meta({
    description: '`accepted`, `holdout`, `waiting`, `unknown`, `failed:CODE` or `skipped:REASON`; absent if external',
  }),
  segments: z.array(z.string()).meta({ description: 'Ids, as they were at the send' }),
});

export const timelineEntrySchema = z
  .discriminatedUnion('type', [timelineEventSchema, order, engagement, touch])
  .meta({ id: 'TimelineEntry' });

export const timelineSchema = pageOf(timelineEntrySchema);

export type TimelineEventResponse = z.infer<typeof timelineEventSchema>;
export type TimelineEntryResponse = z.infer<typeof timelineEntrySchema>;
export type TimelineResponse = z.infer<typeof timelineSchema>;
