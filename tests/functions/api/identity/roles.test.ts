import { beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../../../functions/api/lambda.ts';
import { ROUTES } from '../../../../functions/api/routeTable.ts';
import { identifyDeployed } from '../../../../functions/api/identity/identifyDeployed.ts';
import { createStores } from '../../../../adapters/stores/createStores.ts';
import { newServiceToken } from '../../../../functions/api/identity/serviceToken.ts';
import { createTestApp, type TestApp } from '../../../support/app.ts';
import { useStores } from '../../../support/stores.ts';
import { claimsOf, lambdaEvent } from './lambdaEvent.ts';
import { ROLES, type Role } from '../../../../core/workspace/roles.ts';

const stores = useStores();
let app: TestApp;
let lambda: ReturnType<typeof createApi>;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  const { options } = await stores.fresh();
  app = createTestApp((clock) => createStores({ ...options, clock }), identifyDeployed);
  lambda = createApi(app.deps);
  for (const role of ROLES) {
    const id = app.deps.ids('tok');
    const { token, hash } = newServiceToken(id);
    await app.deps.stores.tokens.create({ id, name: role, role, hash, createdAt: 0 });
    tokens.set(role, token);
  }
});

const viaLambda = async (...[method, path, options]: Parameters<typeof lambdaEvent>): Promise<number> => {
  const answer = await lambda(lambdaEvent(method, path, options) as never, undefined);
  return (answer as { statusCode: number }).statusCode;
};

/** Every route of the table with every role: a route that is added is tested without a word here. */
const cases = ROUTES.flatMap((route) =>
  ([undefined, ...ROLES] as const).map((role) => ({
    name: `${route.method.toUpperCase()} ${route.path}`,
    method: route.method.toUpperCase(),
    path: route.path.replaceAll(/\{\w+\}/g, 'x'),
    role,
    expected: role === undefined ? 401 : ROLES.indexOf(role) < ROLES.indexOf(route.role) ? 403 : ('passes' as const),
  })),
);
const outcome = (status: number) => (status === 401 || status === 403 ? status : 'passes');

describe('roles', () => {
  it.each(cases)('$name as $role: $expected, by a service token', async ({ method, path, role, expected }) => {
    const token = role && tokens.get(role);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { status, body } = await app.call(method, `/service${path}`, undefined, headers);
    expect(outcome(status)).toBe(expected);
    expect(outcome((await app.call(method, path, undefined, headers)).status)).toBe(expected);
    if (expected !== 'passes')
      expect(body).toMatchObject({ status: expected, type: expect.stringMatching(/Unauthorized|Forbidden/) });
  });

  it.each(cases)(
    '$name as $role: $expected, by the groups of a verified JWT',
    async ({ method, path, role, expected }) => {
      const claims = role && claimsOf(role);
      expect(outcome(await viaLambda(method, path, claims ? { claims } : {}))).toBe(expected);
    },
  );
});

describe('a Lambda event', () => {
  const put = (claims?: Record<string, unknown>, headers: Record<string, string> = {}) =>
    viaLambda('PUT', '/api/v1/customers/c1', {
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"language":"fa"}',
      ...(claims && { claims }),
    });

  it('gives the highest role of several groups, whether the list is text or a list', async () => {
    expect(await put(claimsOf('viewer', 'marketer'))).toBe(200);
    expect(await put({ ...claimsOf(), 'cognito:groups': ['viewer', 'marketer'] })).toBe(200);
    expect(await put({ ...claimsOf(), 'cognito:groups': 'marketer' })).toBe(200);
    expect(await put(claimsOf('viewer'))).toBe(403);
  });

  it('of somebody in no group, or in groups that mean nothing here, is nobody’s', async () => {
    expect(await put(claimsOf())).toBe(401);
    expect(await put(claimsOf('admins', 'Marketer'))).toBe(401);
  });

  it('is not believed where claims come in headers or under another authorizer', async () => {
    expect(
      await put(undefined, { 'x-amzn-claims': JSON.stringify(claimsOf('admin')), authorization: 'Bearer a.b.c' }),
    ).toBe(401);
    const event = lambdaEvent('PUT', '/service/api/v1/customers/c1', { body: '{}' });
    const forged = { ...event, requestContext: { ...event.requestContext, authorizer: { lambda: claimsOf('admin') } } };
    expect((await lambda(forged as never, undefined)) as unknown).toMatchObject({ statusCode: 401 });
  });

  it('is named in the audit log', async () => {
    await put(claimsOf('marketer'));
    const { items } = await app.deps.stores.audit.list({ limit: 1 });
    expect(items).toMatchObject([{ who: { kind: 'user', id: '7b6f-user', name: 'mina@team.example' }, target: 'c1' }]);
  });
});
