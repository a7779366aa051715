import { createHash, timingSafeEqual } from 'node:crypto';
import type { Deps } from '../../../app/ports/deps.ts';
import type { Identify, Identity } from './identity.ts';
import { bearerOf, tokenHolder } from './serviceToken.ts';

/** Whoever sits at this machine. */
export const LOCAL_ADMIN: Identity = { kind: 'local', id: 'local', name: 'this machine', role: 'admin' };

export interface LocalAccess {
  /** Whether only this machine reaches the server: then nobody needs to say who they are. */
  readonly loopback: boolean;
  /** PEYK_TOKEN: its bearer is admin. */
  readonly token?: string | undefined;
}

/** Who calls on one machine. A token that is sent must be right, also where none is needed. */
export function identifyLocal(deps: Pick<Deps, 'stores'>, { loopback, token }: LocalAccess): Identify {
  return async (request) => {
    if (loopback && !request.headers.has('authorization')) return LOCAL_ADMIN;
    const given = bearerOf(request);
    if (given === undefined) return undefined;
    if (token !== undefined && same(given, token)) return LOCAL_ADMIN;
    return tokenHolder(deps, given);
  };
}

function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
