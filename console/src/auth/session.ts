import { authState, type SignInProblem } from './authState.ts';
import { loadConfig } from './config.ts';
import type { Keeper } from './keeper.ts';
import type { OidcKeeper } from './oidcKeeper.ts';
import { createTokenKeeper, type TokenKeeper } from './tokenKeeper.ts';

// One for the page: requests wait here until it is known how to be let in.
let letIn: (keeper: Keeper) => void;
const ready = new Promise<Keeper>((resolve) => (letIn = resolve));
let oidc: OidcKeeper | undefined;
let tokens: TokenKeeper | undefined;

/** Where people land after signing out: signing in again waits for their click. */
const SIGNED_OUT = '/signed-out';

/** Finds out how this deployment lets people in, and starts it. Called once, before anything is drawn. */
export async function startSession(): Promise<void> {
  try {
    const { signIn } = await loadConfig();
    if (!signIn) {
      tokens = createTokenKeeper();
      letIn(tokens);
      return;
    }
    const home = new URL(signIn.console);
    if (location.origin !== home.origin) {
      location.replace(home.href + location.hash);
      return;
    }
    const { createOidcKeeper } = await import('./oidcKeeper.ts');
    oidc = createOidcKeeper(signIn);
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
    letIn(oidc);
  } catch (error) {
    authState.set({ kind: 'failed', ...wordsFor(error) });
  }
}

/** As fetch, with what the API asks of this person. Waits until they are let in. */
export async function apiFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const keeper = await ready;
  for (let attempt = 1; ; attempt++) {
    const bearer = await keeper.bearer();
    const headers = new Headers(init.headers);
    if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
    const answer = await fetch(path, { ...init, headers });
    if (answer.status !== 401) return answer;
    if (oidc && attempt > 1) {
      // Signed in afresh and still refused: signing in once more would go round in a circle.
      authState.set({ kind: 'refused' });
      return answer;
    }
    await keeper.replace(bearer);
  }
}

export const giveToken = async (token: string): Promise<'accepted' | 'wrong' | 'unreachable'> =>
  tokens ? tokens.give(token) : 'unreachable';

export async function signOut(): Promise<void> {
  await (await ready).signOut();
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
