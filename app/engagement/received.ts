import { z } from 'zod';
import { parseSendTags, type SendOrigin } from '../campaigns/sending/sendTags.ts';
import { type SesEvent, sesEventSchema } from './sesEvent.ts';

const batchSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** One readable record of a queue. */
export interface Received {
  /** The queue's own id of the record. */
  readonly record: string;
  readonly event: SesEvent;
  readonly origin: SendOrigin | undefined;
}

/** Records that cannot be handled, and why. */
export type Failures = Map<string, unknown>;

/** The records of a batch that can be read; the others are noted in `failures`. */
export function readBatch(input: unknown, failures: Failures): Received[] {
  return batchSchema.parse(input).Records.flatMap(({ messageId: record, body }) => {
    try {
      const event = sesEventSchema.parse(JSON.parse(body));
      return [{ record, event, origin: parseSendTags(event.detail.mail.tags) }];
    } catch (error) {
      failures.set(record, error);
      return [];
    }
  });
}
