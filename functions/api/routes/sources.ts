import { page, pagingSchema } from '../../../contract/page.ts';
import {
  bySourceNameSchema,
  newSourceSchema,
  sourceListSchema,
  sourceSecretSchema,
  type SourceResponse,
} from '../../../contract/sources.ts';
import { registerSource, removeSource, rotateSource } from '../../../app/sources/sources.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Source } from '../../../core/workspace/source.ts';

const view = ({ name: own, createdAt, rotatedAt }: Source): SourceResponse => ({
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
    body: newSourceSchema,
    responses: { 201: sourceSecretSchema },
    shownOnce: 'secret',
    handle: async (deps, { body }) => ({ status: 201, body: await registerSource(deps, body.name) }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/sources',
    role: 'admin',
    summary: 'Systems that post webhooks',
    query: pagingSchema,
    responses: { 200: sourceListSchema },
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
    params: bySourceNameSchema,
    responses: { 200: sourceSecretSchema },
    shownOnce: 'secret',
    handle: async (deps, { params }) => ({ status: 200, body: await rotateSource(deps, params.name) }),
  }),
  route({
    ...plain,
    method: 'delete',
    path: '/api/v1/sources/{name}',
    role: 'admin',
    summary: 'Take no more webhooks of a source; what it delivered stays',
    params: bySourceNameSchema,
    responses: { 200: bySourceNameSchema },
    handle: async (deps, { params }) => {
      await removeSource(deps, params.name);
      return { status: 200, body: params };
    },
  }),
];
