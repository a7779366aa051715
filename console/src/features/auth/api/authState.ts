export type SignInProblem =
  /** The console's configuration or the sign-in service did not answer. */
  | 'unreachable'
  /** The service said no, or somebody went back. */
  | 'denied'
  /** The way back was used before, or belongs to another window. */
  | 'stale'
  | 'other';

/** Where somebody stands on the way into the console. */
export type AuthState =
  | { readonly kind: 'starting' }
  /** The API is being asked, with whatever it needs. */
  | { readonly kind: 'inside'; readonly canSignOut: boolean }
  | { readonly kind: 'needsToken' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'failed'; readonly problem: SignInProblem; readonly detail: string }
  /** Signed in, and still refused: in no group. */
  | { readonly kind: 'refused' };

let state: AuthState = { kind: 'starting' };
const listeners = new Set<() => void>();

export const authState = {
  get: (): AuthState => state,
  set: (next: AuthState): void => {
    state = next;
    for (const changed of listeners) changed();
  },
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};
