import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One call whose bodies we write and parse ourselves. */
export interface RawCall {
  /** The request as JSON text. */
  readonly request: string;
  /** The answer as JSON text; of the last attempt, whatever its status. */
  response: string;
}

const CALLS = new WeakMap<object, RawCall>();

/** Makes the bodies of a command ours. The command's own input only has to satisfy its types. */
export function withRawBodies<C extends { readonly input: object }>(command: C, call: RawCall): C {
  CALLS.set(command.input, call);
  return command;
}

const EMPTY = new TextEncoder().encode('{}');

/**
 * Lets a client send and hand back raw JSON: endpoint, credentials, signature and retries stay the SDK's, its
 * serialiser and deserialiser see `{}`. A page of 0.9 MB (800 customers) takes 10 ms of CPU this way, transfer
 * included, 33 ms through the SDK's deserialiser, and 45 ms with util-dynamodb's unmarshall after it. Error answers
 * still reach the SDK, which retries on them.
 * Adding it again changes nothing; other commands of the client are left alone.
 */
export function allowRawBodies(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const call = CALLS.get(args.input);
      if (call && hasBody(args.request)) args.request.body = call.request;
      return next(args);
    },
    { name: 'peykRawRequest', step: 'serialize', priority: 'low', override: true },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const call = CALLS.get(args.input);
      const { response } = result;
      if (!call || !isResponse(response) || !isStream(response.body)) return result;
      const body = await collect(response.body);
      call.response = body.toString('utf8');
      response.body = response.statusCode < 300 ? EMPTY : new Uint8Array(body);
      return result;
    },
    { name: 'peykRawResponse', step: 'deserialize', priority: 'low', override: true },
  );
}

function hasBody(request: unknown): request is { body: unknown } {
  return typeof request === 'object' && request !== null && 'body' in request;
}

function isResponse(response: unknown): response is { statusCode: number; body: unknown } {
  return hasBody(response) && 'statusCode' in response;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
