import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner, signerOf } from '../../../adapters/node/signer.ts';
import { openSecretsFile } from '../../../local/adapters/secretsFile.ts';
import { newDataFolder } from '../../support/peyk.ts';

describe('signing tokens', () => {
  it('verifies what it signed and nothing that differs in a bit', () => {
    const signer = signerOf(['key one']);
    fc.assert(
      fc.property(fc.string(), fc.nat(15), fc.nat(7), (text, byte, bit) => {
        const { keyId, mac } = signer.sign(text);
        expect(signer.verify(text, keyId, mac)).toBe(true);
        expect(signer.verify(`${text}x`, keyId, mac)).toBe(false);
        const bytes = Buffer.from(mac, 'base64url');
        bytes[byte]! ^= 1 << bit;
        expect(signer.verify(text, keyId, bytes.toString('base64url'))).toBe(false);
      }),
    );
  });

  it('takes one spelling of a signature only', () => {
    const signer = signerOf(['key']);
    const { keyId, mac } = signer.sign('text');
    expect(mac).toMatch(/^[\w-]{22}$/);
    for (const other of [`${mac}=`, `${mac}==`, ` ${mac}`, `${mac}\n`, mac.slice(0, -1), ''])
      expect(signer.verify('text', keyId, other)).toBe(false);
  });

  it('verifies with the previous key while that is valid, and signs with the current one', async () => {
    const before = signerOf(['old']).sign('text');
    const values = { keys: ['new', 'old'] };
    let now = 0;
    const signer = await createSigner({ secrets: { get: async () => values.keys }, clock: () => now });
    expect(signer.verify('text', before.keyId, before.mac)).toBe(true);
    expect(signer.sign('text').keyId).not.toBe(before.keyId);
    values.keys = ['new'];
    now = 600_000;
    await signer.refresh();
    expect(signer.verify('text', before.keyId, before.mac)).toBe(false);
  });

  it('does not start without a key, because a link without a signature is worse than no link', async () => {
    await expect(createSigner({ secrets: { get: async () => [] }, clock: () => 0 })).rejects.toThrow(/does not exist/);
  });

  it('hashes an address the same whatever becomes of the signing key', async () => {
    const keys: Record<string, string[]> = { signing: ['first'], 'address-hash': ['addresses'] };
    const make = () => createSigner({ secrets: { get: async (name) => keys[name] ?? [] }, clock: () => 0 });
    const before = (await make()).hashAddress('ann@example.test');
    keys['signing'] = ['second', 'first'];
    expect((await make()).hashAddress('ann@example.test')).toBe(before);
    expect((await make()).hashAddress('bob@example.test')).not.toBe(before);
    expect(before).not.toContain('ann');
    delete keys['address-hash'];
    await expect(make()).rejects.toThrow(/address-hash does not exist/);
  });
});

describe('the secrets of one machine', () => {
  it('begin with a key for links and one for addresses', async () => {
    const secrets = openSecretsFile(join(newDataFolder(), 'secrets.json'), () => 0);
    const [[signing], [addresses]] = await Promise.all([secrets.get('signing'), secrets.get('address-hash')]);
    expect([signing, addresses]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
    expect(signing).not.toBe(addresses);
  });

  it('of a time before keep what was hashed then', async () => {
    const path = join(newDataFolder(), 'secrets.json');
    writeFileSync(path, JSON.stringify({ signing: { current: 'the old key' } }));
    await openSecretsFile(path, () => 0).put('signing', 'a new key');
    expect(await openSecretsFile(path, () => 0).get('address-hash')).toEqual(['the old key']);
  });
});
