import { z } from 'zod';

const at = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const text = (max: number) => z.string().transform((value) => value.slice(0, max));
const addresses = z.array(z.object({ emailAddress: text(320) })).max(100);

const mailSchema = z.object({
  timestamp: at,
  messageId: text(200),
  /** Every tag has a list of values. */
  tags: z.record(z.string(), z.array(z.string())).default({}),
});

const visit = z.object({ timestamp: at, userAgent: text(500).optional() });

/**
 * An SES event as EventBridge delivers it, only what is read here. Every field is somebody else's text: a bounce
 * message, for one, is written by the bouncing server.
 */
export const sesEventSchema = z.object({
  id: text(200),
  time: at,
  detail: z.object({
    eventType: z.string(),
    mail: mailSchema,
    bounce: z
      .object({
        bounceType: z.string(),
        bounceSubType: text(100).optional(),
        bouncedRecipients: addresses,
        timestamp: at,
      })
      .optional(),
    complaint: z
      .object({ complaintFeedbackType: text(100).optional(), complainedRecipients: addresses, timestamp: at })
      .optional(),
    open: visit.optional(),
    click: visit.optional(),
    reject: z.object({ reason: text(200) }).optional(),
    failure: z.object({ errorMessage: text(500) }).optional(),
  }),
});
export type SesEvent = z.infer<typeof sesEventSchema>;

/** Addresses that must never be mailed again, and why: hard bounces and complaints. */
export function suppressedBy({
  detail,
}: SesEvent):
  | { readonly reason: 'bounced' | 'complained'; readonly at: number; readonly addresses: readonly string[] }
  | undefined {
  const { bounce, complaint } = detail;
  // "Transient" and "Undetermined" bounces may be a full mailbox or an absence note.
  if (detail.eventType === 'Bounce' && bounce?.bounceType === 'Permanent') {
    return {
      reason: 'bounced',
      at: bounce.timestamp,
      addresses: bounce.bouncedRecipients.map((to) => to.emailAddress),
    };
  }
  if (detail.eventType === 'Complaint' && complaint) {
    const to = complaint.complainedRecipients.map((recipient) => recipient.emailAddress);
    return { reason: 'complained', at: complaint.timestamp, addresses: to };
  }
  return undefined;
}
