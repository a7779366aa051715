import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SECRETS } from '../../names.ts';
import type { Secrets } from '../../app/ports/secrets.ts';
import type { Signer } from '../../app/ports/signer.ts';
import type { Refreshable } from '../../app/ports/refreshable.ts';

const MAC_BYTES = 16;
const REFRESH_MS = 300_000;

interface Key {
  readonly id: string;
  readonly secret: string;
}

/**
 * Signs with the first of `keys`, verifies with all of them. A key's id follows from the key.
 * @internal For tests, which have no secrets.
 */
export function signerOf(keys: readonly string[], addressKey = 'addresses'): Signer {
  return { ...ring(() => keys.map(keyOf)), hashAddress: addressHasher(addressKey) };
}

/**
 * A signer whose keys are the values of a secret, looked up again when the last look is 5 minutes old. Addresses are
 * hashed under a secret of their own, read once: what is remembered by a hash would be forgotten under another key.
 */
export async function createSigner(
  { secrets, clock }: { readonly secrets: Pick<Secrets, 'get'>; readonly clock: () => number },
  name = SECRETS.signing,
): Promise<Signer & Refreshable> {
  let keys: readonly Key[] = [];
  let readAt = -Infinity;
  const refresh = async () => {
    if (clock() - readAt < REFRESH_MS) return;
    keys = (await secrets.get(name)).map(keyOf);
    if (keys.length === 0) throw new Error(`secret ${name} does not exist: nothing can be signed`);
    readAt = clock();
  };
  const addressKey = async () => {
    const [key] = await secrets.get(SECRETS.addresses);
    if (key === undefined) throw new Error(`secret ${SECRETS.addresses} does not exist: no address can be remembered`);
    return key;
  };
  const [key] = await Promise.all([addressKey(), refresh()]);
  return { ...ring(() => keys), hashAddress: addressHasher(key), refresh };
}

function addressHasher(secret: string): Signer['hashAddress'] {
  const key = keyOf(secret);
  return (email) => `${key.id}.${macOf(key, `address:${email}`).toString('base64url')}`;
}

function ring(keys: () => readonly Key[]): Pick<Signer, 'sign' | 'verify'> {
  return {
    sign(text) {
      const [key] = keys();
      if (key === undefined) throw new Error('there is no key to sign with');
      return { keyId: key.id, mac: macOf(key, text).toString('base64url') };
    },
    verify(text, keyId, mac) {
      const key = keys().find(({ id }) => id === keyId);
      const given = Buffer.from(mac, 'base64url');
      // base64url decoding skips what it does not know, so the spelling is compared too: one token, one text.
      const valid = given.length === MAC_BYTES && given.toString('base64url') === mac;
      return key !== undefined && valid && timingSafeEqual(given, macOf(key, text));
    },
  };
}

function keyOf(secret: string): Key {
  return { id: createHash('sha256').update(`key-id:${secret}`).digest('base64url').slice(0, 4), secret };
}

function macOf(key: Key, text: string): Buffer {
  return createHmac('sha256', key.secret).update(text).digest().subarray(0, MAC_BYTES);
}
