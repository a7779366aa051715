import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import { newMessageSchema, type MessagePage } from './message.ts';

/** Called when a message arrives. */
export type Arrivals = Set<() => void>;

const querySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  /** How long to wait for the first message (ms). */
  wait: z.coerce.number().int().min(0).max(30_000).default(0),
  bodies: z.stringbool().default(false),
});

/** `GET /messages?after=&limit=&wait=&bodies=`: messages after a number, oldest first, `{items, last}`. */
export async function answerMessages(
  journal: Journal,
  arrivals: Arrivals,
  parameters: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const { after, limit, wait, bodies } = querySchema.parse(Object.fromEntries(parameters));
  if (journal.last <= after && wait > 0) await arrival(arrivals, wait, response);
  const items: MessagePage['items'] = [];
  for (const message of journal.after(after)) {
    const { html, text } = bodies ? journal.body(message) : {};
    items.push({
      ...newMessageSchema.parse(message),
      seq: message.seq,
      ...(html !== undefined && { html }),
      ...(text !== undefined && { text }),
    });
    if (items.length >= limit) break;
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ items, last: journal.last } satisfies MessagePage));
}

function arrival(arrivals: Arrivals, wait: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      arrivals.delete(done);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, wait);
    response.once('close', done);
    arrivals.add(done);
  });
}
