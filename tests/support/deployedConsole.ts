import { createServer } from 'node:http';
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { contentSecurityPolicy } from '../../infra/contentSecurityPolicy.ts';
import type { SignInConfig } from '../../infra/signInConfig.ts';
import { serveConsole } from '../../local/http/serveConsole.ts';
import type { Json } from './app.ts';
import { CLIENT_ID } from './signInService.ts';

/** The console and the API under one origin, as CloudFront and API Gateway serve them. */
export interface DeployedConsole {
  /** Bearers of the calls so far, with what the gateway said. */
  readonly calls: { readonly path: string; readonly bearer: string | undefined; readonly status: number }[];
  /** Tokens that the gateway takes no more, though they look right. */
  readonly distrusted: Set<string>;
  stop(): void;
}

function signInConfig(issuer: string, origin: string): SignInConfig {
  return {
    authority: issuer,
    clientId: CLIENT_ID,
    console: `${origin}/`,
    logoutUrl: `${issuer}/session/end?client_id=${CLIENT_ID}&post_logout_redirect_uri=${origin}/signed-out`,
    endpoints: { authorization: `${issuer}/auth`, token: `${issuer}/token`, revocation: `${issuer}/token/revocation` },
  };
}

export async function serveDeployedConsole(port: number, issuer: string, api: Hono): Promise<DeployedConsole> {
  const calls: DeployedConsole['calls'] = [];
  const distrusted = new Set<string>();
  const outer = new Hono();
  outer.get('/config.json', ({ json }) => json({ signIn: signInConfig(issuer, `http://localhost:${port}`) }));
  outer.all('/api/*', async ({ req }) => {
    const bearer = /^Bearer (.+)$/.exec(req.header('authorization') ?? '')?.[1];
    const claims = bearer === undefined || distrusted.has(bearer) ? undefined : await verified(bearer, issuer);
    const answer = claims
      ? await api.fetch(req.raw, { event: { requestContext: { authorizer: { jwt: { claims } } } } })
      : Response.json({ message: 'Unauthorized' }, { status: 401 });
    calls.push({ path: req.path, bearer, status: answer.status });
    return answer;
  });
  outer.use(async (context, next) => {
    await next();
    context.header('content-security-policy', contentSecurityPolicy(issuer));
    context.header('referrer-policy', 'no-referrer');
  });
  outer.use(serveConsole(join(import.meta.dirname, '..', '..', 'console', 'dist')));
  const server = await new Promise<{ close(): unknown }>((listening) => {
    const started = serve({ fetch: outer.fetch, port, hostname: '127.0.0.1', createServer }, () => listening(started));
  });
  return { calls, distrusted, stop: () => void server.close() };
}

/** What the JWT authorizer of API Gateway does: signature, issuer, audience and time. Claims are handed on as text. */
async function verified(token: string, issuer: string): Promise<Json> {
  const [head = '', body = '', mac = ''] = token.split('.');
  const read = (part: string): Json => JSON.parse(Buffer.from(part, 'base64url').toString());
  try {
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: JsonWebKey[] };
    const key = keys.find((each) => each['kid'] === read(head).kid);
    const right =
      key &&
      verify(
        'sha256',
        Buffer.from(`${head}.${body}`),
        createPublicKey({ key, format: 'jwk' }),
        Buffer.from(mac, 'base64url'),
      );
    const claims = read(body);
    if (right !== true || claims.iss !== issuer || claims.aud !== CLIENT_ID || claims.exp * 1000 < Date.now())
      return undefined;
    const groups = claims['cognito:groups'];
    return { ...claims, ...(groups && { 'cognito:groups': `[${groups.join(' ')}]` }) };
  } catch {
    return undefined;
  }
}
