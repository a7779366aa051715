import { useSyncExternalStore } from 'react';
import { authState, type AuthState } from './authState.ts';

export const useAuth = (): AuthState => useSyncExternalStore(authState.subscribe, authState.get);

/** Whether this browser is on the machine that Peyk runs on, where nobody says who they are. */
export function useOwnMachine(): boolean {
  const state = useAuth();
  return state.kind === 'inside' && !state.canSignOut;
}
