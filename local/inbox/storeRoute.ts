import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import type { Body, Message } from './message.ts';
import type { SesEmail } from './sesLocal.ts';

const querySchema = z.object({
  /** Epoch s. */
  since: z.coerce.number().int().min(0).default(0),
  newest: z.coerce.number().int().min(0).optional(),
});

/** `GET /store` as the emulator has it, from the journal and streamed: all messages would not fit one string. */
export async function answerStore(
  journal: Journal,
  templates: Map<string, unknown>,
  parameters: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const { since, newest = Infinity } = querySchema.parse(Object.fromEntries(parameters));
  const after = Math.max(journal.before(since), journal.last - newest);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  await pipeline(Readable.from(storeText(journal, after, templates)), response);
}

function* storeText(journal: Journal, after: number, templates: Map<string, unknown>): Generator<string> {
  yield `{"templates":${JSON.stringify(Object.fromEntries(templates))},"emails":[`;
  let separator = '';
  for (const message of journal.after(after)) {
    yield separator + JSON.stringify(emailOf(message, journal.body(message)));
    separator = ',';
  }
  yield ']}';
}

export function emailOf(message: Message, { attachments = [], ...body }: Body): SesEmail {
  const { messageId, from, replyTo, destination, subject, headers, at } = message;
  return { messageId, from, replyTo, destination, subject, body, attachments, headers, at };
}
