import { createHash } from 'node:crypto';
import type { Json } from './app.ts';

/** A request as an HTTP API hands it to a function (payload 2.0), from an admin whom its authorizer has checked. */
export function httpEvent(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Json {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const claims = { sub: 'a-user', username: 'a-user', 'cognito:groups': '[admin]' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host: 'api.example', 'content-type': 'application/json', ...headers },
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
    requestContext: {
      requestId: createHash('sha256').update(path).digest('hex').slice(0, 12),
      domainName: 'api.example',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'a test' },
      authorizer: { jwt: { claims, scopes: [] } },
    },
  };
}

/** A batch of messages as a queue hands it to a function. */
export const queueEvent = (...bodies: unknown[]): Json => ({
  Records: bodies.map((body, index) => ({
    messageId: `record-${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })),
});
