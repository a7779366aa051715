import { z } from '@hono/zod-openapi';
import { registerSource, removeSource, rotateSource } from '../../../app/sources/sources.ts';
import { plain, route, type Route } from '../route.ts';
import { page, pageOf, paging, time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Source } from '../../../core/workspace/source.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits or -');
const byName = z.object({ name });

const sourceShape = z.object({ name: z.string(), createdAt: time, rotatedAt: time.optional() });
const withSecret = z.object({ name: z.string(), secret: z.string() });

const view = ({ name: own, createdAt, rotatedAt }: Source) => ({
  name: own,
  createdAt: timeText(createdAt),
  ...(rotatedAt !== undefined && { rotatedAt: timeText(rotatedAt) }),
});

export const sourceRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/sources',
    role: 'admin',
    summary: 'Register a system that posts webhooks; its secret is shown once',
    body: byName,
    answers: { 201: withSecret },
    shownOnce: 'secret',
    handle: async (deps, { body }) => ({ status: 201, body: await registerSource(deps, body.name) }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/sources',
    role: 'admin',
    summary: 'Systems that post webhooks',
    query: paging,
    answers: { 200: pageOf(sourceShape) },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.sources.list(query);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/sources/{name}/rotate',
    role: 'admin',
    summary: 'A second secret; the first stays valid for 24 hours',
    params: byName,
    answers: { 200: withSecret },
    shownOnce: 'secret',
    handle: async (deps, { params }) => ({ status: 200, body: await rotateSource(deps, params.name) }),
  }),
  route({
    ...plain,
    method: 'delete',
    path: '/api/v1/sources/{name}',
    role: 'admin',
    summary: 'Take no more webhooks of a source; what it delivered stays',
    params: byName,
    answers: { 200: byName },
    handle: async (deps, { params }) => {
      await removeSource(deps, params.name);
      return { status: 200, body: params };
    },
  }),
];
