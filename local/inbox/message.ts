import { z } from 'zod';

/** One accepted message as the journal has it: everything but the bodies. `at` is epoch s, as SES local has it. */
export const newMessageSchema = z.object({
  at: z.number(),
  messageId: z.string(),
  from: z.string(),
  replyTo: z.array(z.string()),
  destination: z.object({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
  subject: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  tags: z.array(z.object({ Name: z.string(), Value: z.string() })),
});
export type NewMessage = z.infer<typeof newMessageSchema>;

/** `seq` counts from 1 and is never given twice; `place` says where the body is: [file, offset, bytes]. */
export const lineSchema = newMessageSchema.extend({
  seq: z.number(),
  place: z.tuple([z.number(), z.number(), z.number()]),
});
export type Message = z.infer<typeof lineSchema>;

export const bodySchema = z.object({
  html: z.string().optional(),
  text: z.string().optional(),
  attachments: z.array(z.unknown()).optional(),
});
export type Body = z.infer<typeof bodySchema>;

/** What `GET /messages` of the inbox answers. */
export const messagePageSchema = z.object({
  items: z.array(
    newMessageSchema.extend({ seq: z.number(), html: z.string().optional(), text: z.string().optional() }),
  ),
  last: z.number(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;
