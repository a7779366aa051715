import { z } from '@hono/zod-openapi';
import { plain, route, type Route } from '../route.ts';
import { ROLES } from '../../../core/workspace/roles.ts';

const shape = z.object({ kind: z.enum(['user', 'token', 'local']), name: z.string(), role: z.enum(ROLES) }).meta({
  id: 'Me',
});

export const meRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/me',
    role: 'viewer',
    summary: 'Who calls: a person, a service token, or whoever sits at this machine; and their role',
    answers: { 200: shape },
    handle: (_, { caller: { kind, name, role } }) => Promise.resolve({ status: 200, body: { kind, name, role } }),
  }),
];
