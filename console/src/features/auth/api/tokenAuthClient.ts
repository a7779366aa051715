import { paths } from '../../../../../contract/paths.ts';
import type { AuthClient } from '../../../lib/http/authClient.ts';
import { authState } from './authState.ts';

const KEY = 'peyk.token';

export interface TokenAuthClient extends AuthClient {
  /** Tries a token that somebody typed, and goes on with it where it is right. */
  give(token: string): Promise<'accepted' | 'wrong' | 'unreachable'>;
}

/**
 * Peyk on one machine. Its own browser needs nothing; from elsewhere the API answers 401, and somebody types the token.
 * It is kept for this window only (sessionStorage), so that a reload does not ask again and closing it forgets.
 */
export function createTokenAuthClient(): TokenAuthClient {
  let goOn: (() => void)[] = [];
  const stored = () => sessionStorage.getItem(KEY) ?? undefined;
  const inside = () => authState.set({ kind: 'inside', canSignOut: stored() !== undefined });
  inside();
  return {
    bearer: () => Promise.resolve(stored()),
    async replace(bearer) {
      if (bearer !== undefined) {
        // It may be left from another run, and this one may need none.
        if (stored() !== bearer) return true;
        sessionStorage.removeItem(KEY);
        inside();
        return true;
      }
      if (stored() === undefined) authState.set({ kind: 'needsToken' });
      if (authState.get().kind === 'needsToken') await new Promise<void>((given) => goOn.push(given));
      return true;
    },
    async give(token) {
      const answer = await fetch(paths.me, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
      if (answer?.ok !== true) return answer?.status === 401 ? 'wrong' : 'unreachable';
      sessionStorage.setItem(KEY, token);
      inside();
      for (const given of goOn) given();
      goOn = [];
      return 'accepted';
    },
    signOut() {
      sessionStorage.removeItem(KEY);
      location.reload();
      return Promise.resolve();
    },
  };
}
