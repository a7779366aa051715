import { useSyncExternalStore } from 'react';

/** Where the console is: the part after `#`. Links are plain anchors, so every screen has an address. */
export type Route = { readonly page: 'campaigns' } | { readonly page: 'campaign'; readonly id: string };

function parse(hash: string): Route {
  const id = /^#\/campaigns\/([^/]+)$/.exec(hash)?.[1];
  return id === undefined ? { page: 'campaigns' } : { page: 'campaign', id: decodeURIComponent(id) };
}

export const linkTo = (route: Route): string =>
  route.page === 'campaigns' ? '#/campaigns' : `#/campaigns/${encodeURIComponent(route.id)}`;

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parse(useSyncExternalStore(subscribe, () => location.hash));
}
