import { createHmac } from 'node:crypto';
import type { TokenSigner } from '../../../core/messages/tokens.ts';

/** A signer over real HMAC-SHA256, cut to 16 bytes; the first key signs, all verify. */
export function givenSigner(keys: Readonly<Record<string, string>> = { k1: 'secret-one' }): TokenSigner {
  const mac = (text: string, key: string) =>
    createHmac('sha256', key).update(text).digest().subarray(0, 16).toString('base64url');
  const [current = ''] = Object.keys(keys);
  return {
    sign: (text) => ({ keyId: current, mac: mac(text, keys[current] ?? '') }),
    verify: (text, keyId, given) => Object.hasOwn(keys, keyId) && mac(text, keys[keyId] ?? '') === given,
  };
}

/** The same signer, comparing decoded bytes as a lenient one might. */
export function givenLenientSigner(): TokenSigner {
  const strict = givenSigner();
  return {
    sign: (text) => strict.sign(text),
    verify: (text, keyId, mac) =>
      keyId === 'k1' && Buffer.from(strict.sign(text).mac, 'base64url').equals(Buffer.from(mac, 'base64url')),
  };
}

/** The problems of a ValidationError, one line each. */
export function problemsOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    return ((error as { errors?: { path: string; reason: string }[] }).errors ?? []).map(
      (problem) => `${problem.path}: ${problem.reason}`,
    );
  }
}
