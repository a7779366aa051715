import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner, signerOf } from '../../../functions/services/signer.ts';

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
});
