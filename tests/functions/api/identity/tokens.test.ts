import { describe, expect, it } from 'vitest';
import { identifyDeployed } from '../../../../functions/api/identity/identifyDeployed.ts';
import { identifyLocal } from '../../../../functions/api/identity/identifyLocal.ts';
import { createStores } from '../../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../../support/app.ts';
import { useStores } from '../../../support/stores.ts';

const stores = useStores();

/** An app as deployed, and one on the loopback of the same data, where whoever calls is admin. */
async function givenApps() {
  const { options } = await stores.fresh();
  const makeStores = (clock: () => number) => createStores({ ...options, clock });
  const local = createTestApp(makeStores, (deps) => identifyLocal(deps, { loopback: true }));
  const deployed = createTestApp(makeStores, identifyDeployed);
  const ask = (token: string, path = '/api/v1/segments') =>
    deployed.call('GET', `/service${path}`, undefined, { authorization: `Bearer ${token}` });
  const everything = async () => {
    const { Items } = await options.call('Scan', { TableName: options.tables.control });
    return JSON.stringify(Items);
  };
  return { local, deployed, ask, everything };
}

describe('a service token', () => {
  it('is shown once, works at once, and is stored as a hash alone', async () => {
    const { local, ask, everything } = await givenApps();
    const made = await local.call('POST', '/api/v1/tokens', { name: 'CI', role: 'viewer' }, { 'idempotency-key': 'k' });
    expect(made).toMatchObject({ status: 201, body: { name: 'CI', role: 'viewer' } });
    const { id, token } = made.body;
    expect(token).toMatch(/^peyk_[a-z0-9]+_[\w-]{43}$/);
    expect((await ask(token)).status).toBe(200);
    const again = await local.call(
      'POST',
      '/api/v1/tokens',
      { name: 'CI', role: 'viewer' },
      { 'idempotency-key': 'k' },
    );
    expect(again).toMatchObject({ status: 201, body: { id } });
    expect(again.body.token).toBeUndefined();
    const { items } = (await local.call('GET', '/api/v1/tokens')).body;
    expect(items).toEqual([{ id, name: 'CI', role: 'viewer', createdAt: expect.any(String) }]);
    expect(await everything()).not.toContain(token.split('_').at(-1));
  });

  it('that is revoked, changed, cut or made up is refused with one and the same answer', async () => {
    const { local, ask } = await givenApps();
    const { token, id }: { token: string; id: string } = (
      await local.call('POST', '/api/v1/tokens', { name: 'CI', role: 'admin' })
    ).body;
    const other = (await local.call('POST', '/api/v1/tokens', { name: 'CLI', role: 'admin' })).body.token as string;
    const last = token.endsWith('A') ? 'B' : 'A';
    const wrong = [
      token.slice(0, -1) + last,
      token.slice(0, -1),
      `${token}=`,
      token.toUpperCase(),
      token.slice(0, -43) + other.slice(-43),
      `peyk_${'0'.repeat(21)}_${'a'.repeat(43)}`,
      'peyk__',
      'x',
    ];
    const answers = await Promise.all(wrong.map((text) => ask(text)));
    expect((await local.call('DELETE', `/api/v1/tokens/${id}`)).body).toMatchObject({
      id,
      revokedAt: expect.any(String),
    });
    answers.push(await ask(token));
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0]?.body);
    }
    expect((await ask(other)).status).toBe(200);
    expect((await local.call('DELETE', `/api/v1/tokens/${id}`)).status).toBe(200);
    expect((await local.call('DELETE', '/api/v1/tokens/tok_none')).status).toBe(404);
  });

  it('has a role of the three, and only an admin makes one', async () => {
    const { local, deployed } = await givenApps();
    expect(await local.call('POST', '/api/v1/tokens', { name: 'x', role: 'owner' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'role' }] },
    });
    const { token } = (await local.call('POST', '/api/v1/tokens', { name: 'x', role: 'marketer' })).body;
    const headers = { authorization: `Bearer ${token}` };
    const refused = await deployed.call('POST', '/api/v1/tokens', { name: 'y', role: 'admin' }, headers);
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('admin') } });
  });
});

describe('secrets of sources', () => {
  it('are not kept with an answer that may be given again', async () => {
    const { local, everything } = await givenApps();
    const post = () => local.call('POST', '/api/v1/sources', { name: 'shop' }, { 'idempotency-key': 'k' });
    const first = await post();
    expect(first.body.secret).toMatch(/^whsec_/);
    expect((await post()).body).toEqual({ name: 'shop' });
    expect(await everything()).not.toContain('whsec_');
  });
});
