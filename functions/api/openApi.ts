import * as z from 'zod';
import { healthSchema } from '../../contract/health.ts';
import { problemSchema } from '../../contract/problem.ts';
import { bySourceNameSchema } from '../../contract/sources.ts';
import { receivedWebhookSchema, webhookSchema } from '../../contract/webhooks.ts';
import { NDJSON } from '../../contract/files.ts';
import type { Route } from './route.ts';

const DESCRIPTION =
  'Amounts are integer minor units of a currency, times RFC 3339 UTC, errors RFC 9457 problem details. ' +
  'Lists page by cursor. Writes take an Idempotency-Key header: the same key and body get the stored answer again.';

const AUTHENTICATION =
  'A JWT of the user pool, or a service token (`peyk_...`) with every path put behind `/service`. ' +
  'On one machine nobody is asked. `x-role` is the least role that a route needs: viewer < marketer < admin.';

const SIGNATURE = 'Standard Webhooks: `webhook-id`, `webhook-timestamp` and this, made with the secret of the source.';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the route table, as JSON text. */
export function openApiOf(routes: readonly Route[]): string {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route, schemas);
  const document = {
    openapi: '3.1.0',
    info: { title: 'Peyk', version: '1', description: DESCRIPTION },
    paths: { ...paths, ...otherPaths(schemas) },
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: AUTHENTICATION },
        signature: { type: 'apiKey', in: 'header', name: 'webhook-signature', description: SIGNATURE },
      },
    },
  };
  return JSON.stringify(document, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  );
}

function operationOf(route: Route, schemas: Json): Json {
  const { params, query, body } = route.schemas;
  const responses = Object.entries(route.responses).map(([status, answer]) => {
    const content = contentOf(answer, schemas);
    if (route.lines) Object.assign(content, { [NDJSON]: { schema: schemaOf(route.lines, schemas) } });
    return [status, { description: route.summary, content }];
  });
  return {
    summary: route.summary,
    tags: [route.path.split('/')[3] ?? 'peyk'],
    ...(route.method === 'get' ? {} : { 'x-idempotency-key': true }),
    'x-role': route.role,
    security: [{ bearer: [] }],
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(route.takesJson && { requestBody: { required: true, content: contentOf(body, schemas) } }),
    ...(route.streams.length > 0 && {
      requestBody: {
        required: !route.bodyOptional,
        content: Object.fromEntries(route.streams.map((type) => [type, { schema: { type: 'string' } }])),
      },
    }),
    responses: { ...Object.fromEntries(responses), default: problemResponse(schemas) },
  };
}

/** What is reached without a user: webhooks by their signature, and whether the API is up. */
function otherPaths(schemas: Json): Json {
  return {
    '/hooks/v1/{name}': {
      post: {
        summary: 'A signed delivery of a source; the same id again changes nothing, with another body it is refused',
        tags: ['hooks'],
        security: [{ signature: [] }],
        parameters: parametersOf(bySourceNameSchema, 'path'),
        requestBody: { required: true, content: contentOf(webhookSchema, schemas) },
        responses: {
          202: { description: 'Stored', content: contentOf(receivedWebhookSchema, schemas) },
          default: problemResponse(schemas),
        },
      },
    },
    '/health': {
      get: {
        summary: 'Whether the API is up',
        tags: ['health'],
        responses: { 200: { description: 'Up', content: contentOf(healthSchema, schemas) } },
      },
    },
  };
}

function problemResponse(schemas: Json): Json {
  const content = { 'application/problem+json': { schema: schemaOf(problemSchema, schemas) } };
  return { description: 'Problem', content };
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', override: shorten });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

/** JSON unless the schema says what else it is. */
function contentOf(schema: z.ZodType, schemas: Json): Json {
  const written = schemaOf(schema, schemas);
  const { contentMediaType = 'application/json' } = written;
  return { [String(contentMediaType)]: { schema: written } };
}

/**
 * A schema, with those that have an id put among `schemas`. As it goes in: a request may leave out what has a default,
 * and an answer may grow.
 */
function schemaOf(schema: z.ZodType, schemas: Json): Json {
  const { $defs = {}, ...written } = z.toJSONSchema(schema, { io: 'input', override: shorten });
  Object.assign(schemas, $defs);
  delete written.$schema;
  return written;
}

/** A pattern of 300 characters says no more than the format. */
function shorten({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}
