import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rotateSigningKey, SETTLE_MS } from '../../../app/operations/rotateSigningKey.ts';
import { createSigner } from '../../../adapters/node/signer.ts';
import { openSecretsFile } from '../../../local/adapters/secretsFile.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { newDataFolder } from '../../support/peyk.ts';
import { useStores } from '../../support/stores.ts';

const DAY_MS = 86_400_000;
const stores = useStores();

/** Functions of a deployment; each looks at its keys as often as it does in AWS. */
async function givenFunctions() {
  let now = 0;
  const clock = () => now;
  const secrets = openSecretsFile(join(newDataFolder(), 'secrets.json'), clock);
  const make = () => createSigner({ secrets, clock });
  const sender = await make();
  const page = await make();
  const pass = async (ms: number) => {
    now += ms;
    for (const signer of [sender, page]) await signer.refresh();
  };
  const follow = () => {
    const { keyId, mac } = sender.sign('link');
    return page.verify('link', keyId, mac);
  };
  return { secrets, clock, sender, page, pass, follow };
}

describe('a new key for links', () => {
  it('is known to who checks before anybody signs with it, so that no link fails', async () => {
    const { secrets, clock, sender, pass, follow } = await givenFunctions();
    const old = sender.sign('link').keyId;
    await rotateSigningKey({ secrets, clock }, 400);
    for (let minute = 0; minute < 30; minute++) {
      expect(follow(), `after ${minute} minutes`).toBe(true);
      await pass(60_000);
    }
    expect(sender.sign('link').keyId).not.toBe(old);
    expect(SETTLE_MS).toBeGreaterThan(2 * 300_000);
  });

  it('leaves older links valid for the overlap, and no longer', async () => {
    const { secrets, clock, sender, page, pass } = await givenFunctions();
    const { keyId, mac } = sender.sign('link');
    const { olderLinksUntil } = await rotateSigningKey({ secrets, clock }, 30);
    expect(olderLinksUntil).toBe(30 * DAY_MS);
    await pass(30 * DAY_MS - 1);
    expect(page.verify('link', keyId, mac)).toBe(true);
    await pass(300_001);
    expect(page.verify('link', keyId, mac)).toBe(false);
  });

  it('counts at once, and alone, where the one before has leaked', async () => {
    const { secrets, clock, sender, page, pass, follow } = await givenFunctions();
    const { keyId, mac } = sender.sign('link');
    await rotateSigningKey({ secrets, clock }, 400);
    await rotateSigningKey({ secrets, clock }, 0);
    await pass(300_000);
    expect(page.verify('link', keyId, mac)).toBe(false);
    expect(follow()).toBe(true);
  });

  it('is made by an admin, and refused while two are in use', async () => {
    const { options } = await stores.fresh();
    const { call, deps, advance } = createTestApp((clock) => createStores({ ...options, clock }));
    await deps.secrets.put('signing', 'the first key');
    const rotate = (overlapDays: number) => call('POST', '/api/v1/signing-key/rotate', { overlapDays });
    expect(await rotate(30)).toMatchObject({
      status: 200,
      body: { signsFrom: '2026-02-01T12:15:00.000Z', olderLinksUntil: '2026-03-03T12:00:00.000Z' },
    });
    expect((await rotate(30)).status).toBe(409);
    expect((await rotate(1_000)).status).toBe(400);
    advance(31 * DAY_MS);
    expect((await rotate(30)).status).toBe(200);
    const [entry] = (await call('GET', '/api/v1/audit')).body.items;
    expect(entry).toMatchObject({ route: '/api/v1/signing-key/rotate' });
  });
});
