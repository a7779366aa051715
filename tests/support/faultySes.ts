import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One recipient of a bulk call, as SES would see it. */
export interface SesEntry {
  readonly to: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/** What SES does with a bulk call. `accept` and `late` take the whole call before anything goes wrong. */
export type SesBehaviour =
  | { readonly kind: 'accept' }
  /** Takes the call and resets the connection: the answer is lost. */
  | { readonly kind: 'acceptAndHangUp' }
  /** Takes the call and answers after so many milliseconds. */
  | { readonly kind: 'acceptLate'; readonly ms: number }
  /** Resets the connection without taking anything, which the caller cannot tell from the above. */
  | { readonly kind: 'hangUp' }
  /** Refuses the whole call. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** A status per entry; `SUCCESS` takes it. */
  | { readonly kind: 'entries'; readonly statuses: readonly string[] };

interface SesCall {
  /** From 1. */
  readonly no: number;
  readonly at: number;
  readonly entries: readonly SesEntry[];
}

export interface FaultySes {
  readonly url: string;
  /** Everything SES took, in order. */
  readonly accepted: (SesEntry & { readonly messageId: string })[];
  readonly calls: SesCall[];
  /** Decides what the next calls meet. */
  behave: (call: SesCall) => SesBehaviour;
  quota: { maxSendRate: number; max24h: number; sent24h?: number };
  stop(): Promise<void>;
}

export const accept: SesBehaviour = { kind: 'accept' };
export const throttle: SesBehaviour = { kind: 'refuse', status: 429, code: 'TooManyRequestsException' };

/** An SES v2 that speaks just bulk sending and quota, remembers everything, and fails as it is told to. */
export async function startFaultySes(clock: () => number = Date.now): Promise<FaultySes> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => answer(ses, clock, request, response, body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ses: FaultySes = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: [],
    calls: [],
    behave: () => accept,
    quota: { maxSendRate: 100_000, max24h: -1 },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return ses;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function answer(ses: FaultySes, clock: () => number, request: IncomingMessage, response: ServerResponse, body: string) {
  if (request.url === '/v2/email/account') {
    const { maxSendRate, max24h, sent24h = ses.accepted.length } = ses.quota;
    send(response, 200, {
      SendQuota: { MaxSendRate: maxSendRate, Max24HourSend: max24h, SentLast24Hours: sent24h },
    });
    return;
  }
  const entries = (JSON.parse(body) as BulkBody).BulkEmailEntries.map(entryOf);
  const call: SesCall = { no: ses.calls.length + 1, at: clock(), entries };
  ses.calls.push(call);
  const behaviour = ses.behave(call);
  const take = (entry: SesEntry) => {
    const messageId = `m-${ses.accepted.length + 1}`;
    ses.accepted.push({ ...entry, messageId });
    return { Status: 'SUCCESS', MessageId: messageId };
  };
  const takeAll = () => ({ BulkEmailEntryResults: entries.map(take) });
  switch (behaviour.kind) {
    case 'accept':
      send(response, 200, takeAll());
      return;
    case 'acceptAndHangUp':
      takeAll();
      response.destroy();
      return;
    case 'acceptLate': {
      const results = takeAll();
      setTimeout(() => send(response, 200, results), behaviour.ms);
      return;
    }
    case 'hangUp':
      response.destroy();
      return;
    case 'refuse':
      response.setHeader('x-amzn-errortype', behaviour.code);
      send(response, behaviour.status, { message: behaviour.code });
      return;
    case 'entries': {
      const results = entries.map((entry, index) => {
        const status = behaviour.statuses[index % behaviour.statuses.length] ?? 'SUCCESS';
        return status === 'SUCCESS' ? take(entry) : { Status: status, Error: status };
      });
      send(response, 200, { BulkEmailEntryResults: results });
      return;
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const named = (list: NameAndValue[] = []) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

interface NameAndValue {
  Name: string;
  Value: string;
}

/** The part of a bulk request that is looked at. */
interface BulkBody {
  BulkEmailEntries: {
    Destination: { ToAddresses: [string] };
    ReplacementTags?: NameAndValue[];
    ReplacementHeaders?: NameAndValue[];
    ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: string } };
  }[];
}

function entryOf(entry: BulkBody['BulkEmailEntries'][number]): SesEntry {
  return {
    to: entry.Destination.ToAddresses[0],
    tags: named(entry.ReplacementTags),
    headers: named(entry.ReplacementHeaders),
    data: JSON.parse(entry.ReplacementEmailContent.ReplacementTemplate.ReplacementTemplateData),
  };
}
