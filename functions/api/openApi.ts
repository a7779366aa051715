import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { problemSchema } from '../http/problem.ts';
import type { Route } from './route.ts';

const DESCRIPTION =
  'Amounts are integer minor units of a currency, times RFC 3339 UTC, errors RFC 9457 problem details. ' +
  'Lists page by cursor. Writes take an Idempotency-Key header: the same key and body get the stored answer again.';

const AUTHENTICATION =
  'A JWT of the user pool, or a service token (`peyk_...`) with every path put behind `/service`. ' +
  'On one machine nobody is asked. `x-role` is the least role that a route needs: viewer < marketer < admin.';

/** OpenAPI 3.1 of the route table. */
export function openApiOf(routes: readonly Route[]): object {
  const registry = new OpenAPIHono();
  registry.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: AUTHENTICATION,
  });
  for (const route of routes) registry.openAPIRegistry.registerPath(pathOf(route));
  return registry.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Peyk', version: '1', description: DESCRIPTION },
  });
}

function pathOf(route: Route): RouteConfig {
  const { params, query, body } = route.schemas;
  const request: NonNullable<RouteConfig['request']> = {};
  if (params instanceof z.ZodObject && Object.keys(params.shape).length > 0) request.params = params;
  if (query instanceof z.ZodObject && Object.keys(query.shape).length > 0) request.query = query;
  if (route.takesJson) request.body = { required: true, content: { 'application/json': { schema: body } } };
  if (route.streams.length > 0) {
    request.body = {
      required: !route.bodyOptional,
      content: Object.fromEntries(route.streams.map((type) => [type, { schema: z.string() }])),
    };
  }
  const responses: RouteConfig['responses'] = {
    default: { description: 'Problem', content: { 'application/problem+json': { schema: problemSchema } } },
  };
  for (const [status, schema] of Object.entries(route.answers)) {
    responses[status] = { description: route.summary, content: { 'application/json': { schema } } };
  }
  return {
    method: route.method,
    path: route.path,
    summary: route.summary,
    tags: [route.path.split('/')[3] ?? 'peyk'],
    ...(route.method === 'get' ? {} : { 'x-idempotency-key': true }),
    'x-role': route.role,
    security: [{ bearer: [] }],
    request,
    responses,
  };
}
