import { expect, it } from 'vitest';
import { createApi } from '../../../../functions/api/lambda.ts';
import { identifyLocal } from '../../../../functions/api/identity/identifyLocal.ts';
import { createStores } from '../../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../../support/app.ts';
import { useStores } from '../../../support/stores.ts';
import { claimsOf, lambdaEvent } from './lambdaEvent.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  return createTestApp(
    (clock) => createStores({ ...options, clock }),
    (deps) => identifyLocal(deps, { loopback: true }),
  );
}

it('says who calls on one machine, by nobody’s word or by a token', async () => {
  const app = await givenApp();
  expect((await app.call('GET', '/api/v1/me')).body).toEqual({ kind: 'local', name: 'this machine', role: 'admin' });
  const { token } = (await app.call('POST', '/api/v1/tokens', { name: 'CI', role: 'viewer' })).body as {
    token: string;
  };
  const { body } = await app.call('GET', '/api/v1/me', undefined, { authorization: `Bearer ${token}` });
  expect(body).toEqual({ kind: 'token', name: 'CI', role: 'viewer' });
});

it('is nobody’s word that counts: a JWT that no authorizer has verified names nobody, forged or out of date', async () => {
  const lambda = createApi((await givenApp()).deps);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (alg: string, exp: number) => `${part({ alg })}.${part({ ...claimsOf('admin'), exp })}.c2lnbmF0dXJl`;
  for (const token of [jwt('none', 4_000_000_000), jwt('RS256', 4_000_000_000), jwt('RS256', 1)]) {
    for (const path of ['/api/v1/me', '/service/api/v1/me']) {
      const headers = { authorization: `Bearer ${token}` };
      expect(await lambda(lambdaEvent('GET', path, { headers }) as never, undefined)).toMatchObject({
        statusCode: 401,
      });
    }
  }
});

it('says a person’s address and the highest role of their groups', async () => {
  const lambda = createApi((await givenApp()).deps);
  const answer = await lambda(lambdaEvent('GET', '/api/v1/me', { claims: claimsOf('viewer', 'marketer') }) as never);
  expect(JSON.parse((answer as { body: string }).body)).toEqual({
    kind: 'user',
    name: 'mina@team.example',
    role: 'marketer',
  });
});
