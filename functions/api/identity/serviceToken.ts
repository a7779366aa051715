import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Deps } from '../../../app/ports/deps.ts';
import type { Identity } from './identity.ts';

const FORMAT = /^peyk_([a-z0-9]{1,64})_[A-Za-z0-9_-]{43}$/;

/** A new token for the record with this id (`tok_...`): `peyk_<id>_<256 random bits>`. Shown once; only its hash is kept. */
export function newServiceToken(id: string): { readonly token: string; readonly hash: string } {
  const token = `peyk_${id.slice(id.indexOf('_') + 1)}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashOf(token).toString('base64url') };
}

/** Chance this long cannot be guessed, so a fast hash is enough. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What is sent as `Authorization: Bearer ...`, or undefined. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** Who holds a service token; undefined for anything that is no token, unknown or revoked. */
export async function tokenHolder({ stores }: Pick<Deps, 'stores'>, token: string): Promise<Identity | undefined> {
  const id = FORMAT.exec(token)?.[1];
  const known = id === undefined ? undefined : await stores.tokens.get(`tok_${id}`);
  if (!known || known.revokedAt !== undefined) return undefined;
  if (!sameHash(hashOf(token), known.hash)) return undefined;
  return { kind: 'token', id: known.id, name: known.name, role: known.role };
}

function sameHash(hash: Buffer, stored: string): boolean {
  const known = Buffer.from(stored, 'base64url');
  return known.length === hash.length && timingSafeEqual(known, hash);
}
