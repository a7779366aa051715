import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOther, newShelf } from './smallAws.ts';
import { callsOf, serviceOf } from './namedCalls.ts';

export interface CallRecorder {
  /** Where every AWS client is to be pointed. */
  readonly url: string;
  /** Runs something in a function's name: each AWS call that arrives meanwhile is put down to it. One at a time. */
  readonly as: <T>(entry: string, run: () => Promise<T>) => Promise<T>;
  /** The next transaction or update loses against another writer, as happens when two work on the same item. */
  readonly loseNextWrite: () => void;
  /** What each entry called: `<resource> <service>:<action>`, as policies name them. */
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stop: () => Promise<void>;
}

export interface Engines {
  readonly dynamodb: string;
  readonly ses: string;
  /** Real names of the tables -> the names that policies know them by. */
  readonly tables: Readonly<Record<string, string>>;
}

/**
 * An AWS endpoint that notes every call and passes it on: tables and mail to the embedded engines, the rest to a small
 * stand-in. It sees what left the SDK, so nothing that a function does can escape it.
 */
export async function recordCalls(engines: Engines): Promise<CallRecorder> {
  const calls = new Map<string, Set<string>>();
  const shelf = newShelf();
  let current: string | undefined;
  let losing = false;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const service = serviceOf(request);
    const seen = calls.get(current ?? 'nobody') ?? new Set();
    calls.set(current ?? 'nobody', seen);
    for (const call of callsOf(service, request, body, engines.tables)) seen.add(call);
    const lost = losing ? lostWrite(request) : undefined;
    if (lost !== undefined) {
      losing = false;
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(lost);
      return;
    }
    const engine = engineOf(engines, service, request.url ?? '');
    if (engine === undefined) answerOther(shelf, service, request, body, response);
    else await passOn(engine, request, body, response);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    loseNextWrite: () => {
      losing = true;
    },
    async as(entry, run) {
      if (current !== undefined) throw new Error(`${current} still runs`);
      current = entry;
      try {
        return await run();
      } finally {
        current = undefined;
      }
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** How DynamoDB refuses a write whose condition no longer holds. */
function lostWrite({ headers }: IncomingMessage): string | undefined {
  const action = String(headers['x-amz-target']).split('.')[1] ?? '';
  const error = { TransactWriteItems: 'TransactionCanceledException', UpdateItem: 'ConditionalCheckFailedException' }[
    action
  ];
  if (error === undefined) return undefined;
  const CancellationReasons = [{ Code: 'ConditionalCheckFailed', Message: 'lost' }];
  return JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error}`, message: 'lost', CancellationReasons });
}

/** The embedded SES knows sending and the quota, and nothing else of SES. */
function engineOf({ dynamodb, ses }: Engines, service: string, path: string): string | undefined {
  if (service === 'dynamodb') return dynamodb;
  return service === 'ses' && /^\/v2\/email\/(account|outbound)/.test(path) ? ses : undefined;
}

async function passOn(engine: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const headers = Object.entries(request.headers).filter(
    ([name, value]) => typeof value === 'string' && !/^(host|connection|content-length|expect)$/.test(name),
  ) as [string, string][];
  const answer = await fetch(engine + (request.url ?? ''), {
    method: request.method ?? 'POST',
    headers,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const type = answer.headers.get('content-type') ?? 'application/json';
  const error = answer.headers.get('x-amzn-errortype');
  response.writeHead(answer.status, { 'content-type': type, ...(error !== null && { 'x-amzn-errortype': error }) });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
