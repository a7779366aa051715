import { meSchema } from '../../../contract/me.ts';
import { plain, route, type Route } from '../route.ts';

export const meRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/me',
    role: 'viewer',
    summary: 'Who calls: a person, a service token, or whoever sits at this machine; and their role',
    responses: { 200: meSchema },
    handle: (_, { caller: { kind, name, role } }) => Promise.resolve({ status: 200, body: { kind, name, role } }),
  }),
];
