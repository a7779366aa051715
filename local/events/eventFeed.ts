import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { messagePageSchema } from '../inbox/message.ts';
import { deliveredEvent } from './deliveredEvent.ts';
import { sqsBatch, type SqsHandler } from './sqsBatch.ts';
import type { Logger } from '../../app/ports/logger.ts';

export interface EventFeedOptions {
  readonly inboxUrl: string;
  readonly handler: SqsHandler;
  /** Remembers how far the feed came. */
  readonly file: string;
  readonly log: Logger;
}

export interface EventFeed {
  stop(): Promise<void>;
}

const BATCH = 100;
const WAIT_MS = 10_000;

/**
 * What EventBridge and SQS do between SES and the event handler: every message of the inbox becomes a delivery event,
 * at least once. A batch that fails is tried again, then left out with an error, as a queue would park it.
 */
export function startEventFeed({ inboxUrl, handler, file, log }: EventFeedOptions): EventFeed {
  const stopping = new AbortController();
  const { signal } = stopping;

  const feed = async () => {
    let after = readPlace(file);
    while (!stopped(signal)) {
      try {
        const response = await fetch(`${inboxUrl}/messages?after=${after}&limit=${BATCH}&wait=${WAIT_MS}`, { signal });
        const page = messagePageSchema.parse(await response.json());
        const events = page.items.map(deliveredEvent);
        const lost = await sqsBatch(events, handler);
        if (lost.length > 0) log.error({ events: lost.length, first: lost[0] }, 'SES events could not be handled');
        // An inbox that is younger than our place (its folder was deleted) starts over.
        after = page.items.at(-1)?.seq ?? Math.min(after, page.last);
        if (page.items.length > 0) writePlace(file, after);
      } catch (error) {
        if (stopped(signal)) return;
        log.warn({ err: error }, 'the event feed tries again');
        await setTimeout(1_000, undefined, { signal }).catch(() => undefined);
      }
    }
  };
  const running = feed();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

// A function, because the signal changes while we await.
const stopped = (signal: AbortSignal) => signal.aborted;

function readPlace(file: string): number {
  try {
    return z.object({ after: z.number().int().min(0) }).parse(JSON.parse(readFileSync(file, 'utf8'))).after;
  } catch {
    return 0; // events may come twice, never not at all
  }
}

function writePlace(file: string, after: number): void {
  writeFileSync(`${file}.new`, JSON.stringify({ after }));
  renameSync(`${file}.new`, file);
}
