import { Hono } from 'hono';
import { requireRole, type Identify } from './identity/identity.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { SERVICE_PREFIX } from '../../names.ts';
import { mountHooks } from '../webhooks/mountWebhooks.ts';
import { mountPublic } from '../links/mountLinks.ts';
import { guarded } from './guarded.ts';
import { jsonResponse } from '../http/jsonResponse.ts';
import { audited } from './audit.ts';
import { handleErrors } from '../http/errorHandler.ts';
import { withIdempotency } from './idempotency.ts';
import { openApiOf } from './openApi.ts';
import { rawRequest } from './rawRequest.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routeTable.ts';
import { securityHeaders } from '../http/securityHeaders.ts';

/**
 * The one HTTP application: the marketers' REST API, the webhooks, and what customers reach. It is a function from
 * Request to Response; the Lambda and the local runtime only translate to it, and say by `identify` who calls.
 */
export function createApp(deps: Deps, identify: Identify, routes: readonly Route[] = ROUTES): Hono {
  const app = new Hono();
  app.use(securityHeaders);

  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(route.method.toUpperCase(), [path, SERVICE_PREFIX + path], async (context) => {
      const request = context.req.raw;
      // Before the body is read: a stranger costs nothing.
      const caller = requireRole(await identify(request, context.env), route.role);
      const { input, bytes } = await rawRequest(request, context.req.param(), route);
      const run = () => audited(deps, route, caller, input, () => route.run(deps, input, caller));
      return guarded(() => withIdempotency(deps, route, { request, bytes }, run));
    });
  }
  app.get('/health', (context) => context.json({ status: 'ok' }));
  let description: string | undefined;
  app.get('/openapi.json', () => jsonResponse(200, (description ??= openApiOf(routes))));
  mountHooks(app, deps);
  mountPublic(app, deps);

  handleErrors(app, deps);
  return app;
}
