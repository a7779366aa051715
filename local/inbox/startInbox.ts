import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { inboxPage, SHOWN } from './inboxPage.ts';
import type { Journal } from './journal.ts';
import { answerMessages, type Arrivals } from './messagesRoute.ts';
import { startSesLocal, type SesEmail } from './sesLocal.ts';
import { answerStore, emailOf } from './storeRoute.ts';
import { tagsOf, type Tags } from './tags.ts';

const MAX_REQUEST_BYTES = 25 * 2 ** 20;

/** The emulator with a journal around it. Listens on a free port of the loopback. */
export async function startInbox(journal: Journal): Promise<{ port: number }> {
  const requestTags = new AsyncLocalStorage<(to: string | undefined) => Tags>();
  const arrivals: Arrivals = new Set();

  const ses = await startSesLocal((email) => {
    const { body, attachments, headers = [], ...rest } = email;
    const tags = requestTags.getStore()?.(email.destination.to[0]) ?? [];
    journal.append({ ...rest, headers, tags }, { ...body, attachments });
    remember(email);
    for (const arrived of arrivals) arrived();
  });
  const remember = (email: SesEmail) => {
    const emails = ses.emails();
    emails.push(email);
    // The emulator's own memory is cut to as many as the page shows: all others are read from the journal.
    if (emails.length > 2 * SHOWN) emails.splice(0, emails.length - SHOWN);
  };
  for (const message of journal.after(journal.last - SHOWN)) remember(emailOf(message, journal.body(message)));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const route = `${request.method ?? 'GET'} ${url.pathname}`;
    if (route === 'GET /') {
      inboxPage(ses.page, response);
      return;
    }
    if (route === 'GET /store') return answerStore(journal, ses.templates(), url.searchParams, response);
    if (route === 'GET /messages') return answerMessages(journal, arrivals, url.searchParams, response);
    if (route === 'POST /clear-store') journal.clear();
    if (!route.startsWith('POST /v2/email/outbound-')) {
      ses.listener(request, response);
      return;
    }
    const body = await readJson(request);
    Object.assign(request, { body }); // the emulator's body parser leaves a request alone that has been read
    requestTags.run(tagsOf(body), () => {
      ses.listener(request, response);
    });
  };
  ses.server.keepAliveTimeout = 60_000; // a client that parses a large answer must not find its connection closed
  ses.server.removeAllListeners('request');
  ses.server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 400;
      response.end(JSON.stringify({ message: error instanceof Error ? error.message : 'Bad Request' }));
    });
  });
  return { port: z.object({ port: z.number() }).parse(ses.server.address()).port };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = z.instanceof(Buffer).parse(chunk);
    bytes += part.length;
    if (bytes > MAX_REQUEST_BYTES) throw new Error('request entity too large');
    chunks.push(part);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
