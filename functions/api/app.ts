import { Hono } from 'hono';
import type { Deps } from '../shared/deps.ts';
import { mountHooks } from '../hooks/mountHooks.ts';
import { mountPublic } from '../public/mountPublic.ts';
import { guarded } from './answer.ts';
import { answerFaults } from './faults.ts';
import { withIdempotency } from './idempotency.ts';
import { openApiOf } from './openApi.ts';
import { rawRequest } from './rawRequest.ts';
import { ROUTES } from './routeTable.ts';
import { securityHeaders } from './securityHeaders.ts';

/**
 * The one HTTP application: the marketers' REST API, the webhooks, and what customers reach. It is a function from
 * Request to Response; the Lambda and the local runtime only translate to it.
 */
export function createApp(deps: Deps): Hono {
  const app = new Hono();
  app.use(securityHeaders);

  for (const route of ROUTES) {
    app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
      const raw = await rawRequest(context.req.raw, context.req.param(), route);
      return guarded(() =>
        withIdempotency(deps, route, { request: context.req.raw, bytes: raw.bytes }, () => route.run(deps, raw.input)),
      );
    });
  }
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/openapi.json', (context) => context.json(openApiOf(ROUTES)));
  mountHooks(app, deps);
  mountPublic(app, deps);

  answerFaults(app, deps);
  return app;
}
