import { useSyncExternalStore } from 'react';
import { linkTo, parseRoute, type Route } from './route.ts';

/** Opens another screen. */
export function goTo(route: Route): void {
  location.hash = linkTo(route);
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

/** The screen that the address names. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return parseRoute(hash);
}
