import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What to do with a call instead of passing it on. */
type Fault =
  /** Answer with an error of DynamoDB. */
  | { readonly kind: 'refuse'; readonly code: string; readonly status?: number }
  /** Let it happen, then cut the connection: the caller never learns. */
  | { readonly kind: 'loseAnswer' }
  /** Pass this on instead, and put this into the answer. */
  | { readonly kind: 'replace'; readonly request: object; readonly answer: object };

/** Decides over each call: its operation, its body, and how many calls of that operation came before. */
export type Faults = (call: {
  readonly operation: string;
  readonly body: Record<string, unknown>;
  readonly count: number;
}) => Fault | undefined;

/** A DynamoDB that fails on demand: a proxy before a real one. */
export async function startFaultyDynamo(
  target: string,
  faults: Faults,
): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const counts = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    void handle(target, faults, counts, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function handle(
  target: string,
  faults: Faults,
  counts: Map<string, number>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = (await buffer(request)).toString();
  const operation = String(request.headers['x-amz-target']).split('.').at(-1)!;
  const count = counts.get(operation) ?? 0;
  counts.set(operation, count + 1);
  const fault = faults({ operation, body: JSON.parse(text) as Record<string, unknown>, count });
  if (fault?.kind === 'refuse') {
    response.writeHead(fault.status ?? 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fault.code}`, message: 'by the test' }));
    return;
  }
  const headers = Object.fromEntries(
    ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'].map((name) => [
      name,
      String(request.headers[name]),
    ]),
  );
  const body = fault?.kind === 'replace' ? JSON.stringify(fault.request) : text;
  const answer = await fetch(target, { method: 'POST', headers, body });
  const answered = await answer.text();
  if (fault?.kind === 'loseAnswer') {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(fault?.kind === 'replace' ? JSON.stringify({ ...JSON.parse(answered), ...fault.answer }) : answered);
}
