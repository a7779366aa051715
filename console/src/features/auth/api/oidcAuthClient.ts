import { ErrorTimeout, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { AuthClient } from '../../../lib/http/authClient.ts';
import { authState } from './authState.ts';
import type { SignInConfig } from './config.ts';

// For this window only: a reload keeps the session, closing it ends it, and no other window can read it. Nothing is
// kept in localStorage, which would outlive the browser.
const store = new WebStorageStateStore({ store: sessionStorage, prefix: 'peyk.' });

export interface OidcAuthClient extends AuthClient {
  /** Leaves for the sign-in page, and comes back to the screen that is open now. */
  signIn(): Promise<void>;
  /** Takes the answer of the sign-in page out of the address, and opens the screen that was wished for. */
  comeBack(): Promise<void>;
  /** Whether this window has a session already. */
  isSignedIn(): Promise<boolean>;
}

/** Signs people in with OpenID Connect: authorization code with PKCE, renewed with the refresh token. */
export function createOidcAuthClient(config: SignInConfig): OidcAuthClient {
  const { authority, clientId, console, endpoints, logoutUrl } = config;
  const manager = new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: console,
    scope: 'openid email',
    // Known from the start, so no document has to be fetched from another host.
    metadata: {
      issuer: authority,
      authorization_endpoint: endpoints.authorization,
      token_endpoint: endpoints.token,
      revocation_endpoint: endpoints.revocation,
    },
    userStore: store,
    stateStore: store,
    // Done below: a refresh token is good for one use, so only one renewal may run.
    automaticSilentRenew: false,
  });
  let renewal: Promise<User | undefined> | undefined;
  let waiting: Promise<never> | undefined;

  /** One renewal for all who ask. Undefined where only a person can go on; throws where the service is out of reach. */
  const renew = (): Promise<User | undefined> => {
    renewal ??= renewed(manager).finally(() => (renewal = undefined));
    return renewal;
  };
  manager.events.addAccessTokenExpiring(() => void renew().catch(() => undefined)); // else with the next request

  const signIn = () => manager.signinRedirect({ state: location.hash });
  /** Never comes back: the page is left. */
  const leave = (): Promise<never> => {
    waiting ??= signIn().then(() => new Promise<never>(() => undefined));
    return waiting;
  };

  return {
    signIn,
    async bearer() {
      const user = await manager.getUser();
      const fresh = user?.expired === false ? user : await renew();
      return fresh?.id_token ?? (await leave());
    },
    async replace(bearer, attempt) {
      if (attempt > 1) {
        // Signed in afresh and still refused: signing in once more would go round in a circle.
        authState.set({ kind: 'refused' });
        return false;
      }
      const known = await manager.getUser();
      if (known?.id_token !== bearer) return true; // another request has renewed it meanwhile
      if (!(await renew())) await leave();
      return true;
    },
    async isSignedIn() {
      return (await manager.getUser()) !== null;
    },
    async comeBack() {
      const user = await manager.signinRedirectCallback();
      const hash = typeof user.state === 'string' ? user.state : '';
      history.replaceState(undefined, '', `/${hash}`);
    },
    async signOut() {
      authState.set({ kind: 'starting' });
      // Leaving works also where the service does not take the token back: it expires by itself.
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
      location.assign(logoutUrl);
    },
  };
}

async function renewed(manager: UserManager): Promise<User | undefined> {
  const user = await manager.getUser();
  if (user?.refresh_token === undefined) return undefined;
  try {
    return (await manager.signinSilent()) ?? undefined;
  } catch (error) {
    if (isOutOfReach(error)) throw error;
    await manager.removeUser();
    return undefined;
  }
}

/** Whether trying again later may help: no network, no answer in time, or a fault of the service. */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof ErrorTimeout) return true;
  return error instanceof Error && /\(5\d\d\)/.test(error.message);
}
