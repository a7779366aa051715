import { useSyncExternalStore } from 'react';
import { useI18n } from '../i18n/I18nContext.tsx';
import { authState, type AuthState } from './authState.ts';
import { AUTH_TEXTS, type AuthTexts } from './texts.ts';

export const useAuth = (): AuthState => useSyncExternalStore(authState.subscribe, authState.get);

export const useAuthTexts = (): AuthTexts => AUTH_TEXTS[useI18n().language];

/** Whether this browser is on the machine that Peyk runs on, where nobody says who they are. */
export function useOwnMachine(): boolean {
  const state = useAuth();
  return state.kind === 'inside' && !state.canSignOut;
}
