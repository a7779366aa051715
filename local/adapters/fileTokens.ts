import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a token allows: one file, one way, until an instant (epoch ms). */
export interface Allowed {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly contentType: string;
  readonly expiresAt: number;
  /** Exactly so many; any number where absent. */
  readonly bytes?: number | undefined;
  readonly fileName?: string | undefined;
}

export interface FileTokens {
  sign(allowed: Allowed): string;
  verify(allowed: Allowed, token: string): boolean;
}

/** Tokens of this run of the runtime: what it allowed is forgotten when it ends. */
export function createFileTokens(): FileTokens {
  const secret = randomBytes(32);
  const macOf = ({ method, key, contentType, expiresAt, bytes, fileName }: Allowed) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([method, key, contentType, expiresAt, bytes ?? null, fileName ?? null]))
      .digest();
  return {
    sign: (allowed) => macOf(allowed).toString('base64url'),
    verify(allowed, token) {
      const given = Buffer.from(token, 'base64url');
      const right = macOf(allowed);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
