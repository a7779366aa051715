import { byIdSchema } from '../../../contract/ids.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import {
  createdTokenSchema,
  newTokenSchema,
  tokenListSchema,
  tokenSchema,
  type TokenResponse,
} from '../../../contract/tokens.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { newServiceToken } from '../identity/serviceToken.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { ServiceToken } from '../../../core/workspace/serviceToken.ts';

const view = ({ id, name, role, createdAt, revokedAt }: ServiceToken): TokenResponse => ({
  id,
  name,
  role,
  createdAt: timeText(createdAt),
  ...(revokedAt !== undefined && { revokedAt: timeText(revokedAt) }),
});

export const tokenRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/tokens',
    role: 'admin',
    summary: 'A service token for a CLI or a CI job; it is shown once',
    body: newTokenSchema,
    responses: { 201: createdTokenSchema },
    shownOnce: 'token',
    handle: async ({ stores, ids, clock }, { body }) => {
      const id = ids('tok');
      const { token, hash } = newServiceToken(id);
      const stored = await stores.tokens.create({ id, ...body, hash, createdAt: clock() });
      return { status: 201, body: { ...view(stored), token } };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/tokens',
    role: 'admin',
    summary: 'Service tokens, newest first, also those that were revoked',
    query: pagingSchema,
    responses: { 200: tokenListSchema },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.tokens.list(query);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
  route({
    ...plain,
    method: 'delete',
    path: '/api/v1/tokens/{id}',
    role: 'admin',
    summary: 'Revoke a service token, at once and for good',
    params: byIdSchema,
    responses: { 200: tokenSchema },
    handle: async ({ stores, clock }, { params: { id } }) => {
      if (!(await stores.tokens.get(id))) throw new NotFoundError('token', id);
      const revoked = await stores.tokens.mutate(id, (token) =>
        token.revokedAt === undefined ? { ...token, revokedAt: clock() } : token,
      );
      return { status: 200, body: view(revoked) };
    },
  }),
];
