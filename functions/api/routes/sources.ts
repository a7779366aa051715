import { z } from '@hono/zod-openapi';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { newSourceSecret, sourceSecretName } from '../../hooks/sourceSecret.ts';
import type { Source } from '../../stores/sources.ts';
import { plain, route, type Route } from '../route.ts';
import { page, pageOf, paging, time, timeText } from '../shapes.ts';

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
    handle: async ({ stores, secrets, clock }, { body }) => {
      await stores.sources.create({ id: body.name, name: body.name, createdAt: clock() });
      const secret = newSourceSecret();
      await secrets.put(sourceSecretName(body.name), secret);
      return { status: 201, body: { name: body.name, secret } };
    },
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
    handle: async ({ stores, secrets, clock }, { params }) => {
      if (!(await stores.sources.get(params.name))) throw new NotFoundError('source', params.name);
      const secret = newSourceSecret();
      await secrets.put(sourceSecretName(params.name), secret);
      await stores.sources.mutate(params.name, (source) => ({ ...source, rotatedAt: clock() }));
      return { status: 200, body: { name: params.name, secret } };
    },
  }),
];
