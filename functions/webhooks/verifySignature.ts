import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { UnauthorizedError } from '../../core/shared/errors.ts';

/** How far a delivery's timestamp may lie from now, either way (Standard Webhooks). */
const TOLERANCE_MS = 300_000;

/** One text for every cause, so that a caller who guesses learns nothing. */
const REFUSED = 'the signature or its time is not valid';

const NO_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export interface SignedDelivery {
  readonly headers: Headers;
  /** The body as it arrived: a re-serialised body has another signature. */
  readonly bytes: Uint8Array;
  /** The current secret and, during a rotation, the one before; empty for an unknown source. */
  readonly secrets: readonly string[];
  readonly now: number;
}

/**
 * Checks a delivery as Standard Webhooks has it and returns its id and body text; throws UnauthorizedError. The
 * library computes the signature; time is compared here, because it would read the clock of the machine.
 */
export function verifySignature({ headers, bytes, secrets, now }: SignedDelivery): { id: string; text: string } {
  const id = headers.get('webhook-id') ?? '';
  const stamp = headers.get('webhook-timestamp') ?? '';
  const given = (headers.get('webhook-signature') ?? '').split(' ').filter((part) => part.startsWith('v1,'));
  const text = decode(bytes);
  const at = /^\d{1,12}$/.test(stamp) ? Number(stamp) * 1000 : Number.NaN;
  const timely = Math.abs(now - at) <= TOLERANCE_MS;
  if (id === '' || id.length > 256 || text === undefined || !timely || given.length > 10)
    throw new UnauthorizedError(REFUSED);
  // An unknown source costs the same work as a known one.
  const keys = secrets.length > 0 ? secrets : [NO_SECRET];
  let genuine = false;
  for (const key of keys) {
    const expected = new Webhook(key).sign(id, new Date(at), text);
    for (const signature of given) genuine = equal(signature, expected) || genuine;
  }
  if (!genuine || secrets.length === 0) throw new UnauthorizedError(REFUSED);
  return { id, text };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
