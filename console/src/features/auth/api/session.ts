import { admitted, provideAuthClient } from '../../../lib/http/authClient.ts';
import { authState, type SignInProblem } from './authState.ts';
import { loadConfig } from './config.ts';
import type { OidcAuthClient } from './oidcAuthClient.ts';
import { createTokenAuthClient, type TokenAuthClient } from './tokenAuthClient.ts';

// One of them for the page, once the deployment has said which.
let oidc: OidcAuthClient | undefined;
let tokens: TokenAuthClient | undefined;

/** Where people land after signing out: signing in again waits for their click. */
const SIGNED_OUT = '/signed-out';

/** Finds out how this deployment lets people in, and starts it. Called once, before anything is drawn. */
export async function startSession(): Promise<void> {
  try {
    const { signIn } = await loadConfig();
    if (!signIn) {
      tokens = createTokenAuthClient();
      provideAuthClient(tokens);
      return;
    }
    const home = new URL(signIn.console);
    if (location.origin !== home.origin) {
      location.replace(home.href + location.hash);
      return;
    }
    const { createOidcAuthClient } = await import('./oidcAuthClient.ts');
    oidc = createOidcAuthClient(signIn);
    if (location.pathname === SIGNED_OUT) {
      authState.set({ kind: 'signedOut' });
      return;
    }
    const answered = new URLSearchParams(location.search).has('state');
    if (!(await oidc.isSignedIn())) {
      if (!answered) {
        await oidc.signIn();
        return;
      }
      await oidc.comeBack();
    } else if (answered) toConsole(); // somebody went back in this window's history
    authState.set({ kind: 'inside', canSignOut: true });
    provideAuthClient(oidc);
  } catch (error) {
    authState.set({ kind: 'failed', ...wordsFor(error) });
  }
}

export const giveToken = async (token: string): Promise<'accepted' | 'wrong' | 'unreachable'> =>
  tokens ? tokens.give(token) : 'unreachable';

export async function signOut(): Promise<void> {
  await (await admitted).signOut();
}

/** To the sign-in page, from the start: after signing out, and after a failure. */
export async function signInAgain(): Promise<void> {
  toConsole();
  if (!oidc) location.reload();
  authState.set({ kind: 'starting' });
  await oidc?.signIn().catch((error: unknown) => authState.set({ kind: 'failed', ...wordsFor(error) }));
}

/** Leaves out of the address what signing in or out has put there. */
function toConsole(): void {
  history.replaceState(undefined, '', `/${location.hash}`);
}

function wordsFor(error: unknown): { readonly problem: SignInProblem; readonly detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError || detail.startsWith('/config.json')) return { problem: 'unreachable', detail };
  const code = new URLSearchParams(location.search).get('error');
  if (code === 'access_denied') return { problem: 'denied', detail };
  if (detail.includes('state')) return { problem: 'stale', detail };
  return { problem: 'other', detail };
}
