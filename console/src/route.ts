/** Where the console is: the part after `#`. Links are plain anchors, so every screen has an address. */
export type Route =
  | { readonly page: 'campaigns' | 'segments' | 'newSegment' | 'customers' }
  | { readonly page: 'campaign' | 'segment' | 'editSegment' | 'customer'; readonly id: string };

const PATTERNS = [
  { page: 'campaign', pattern: /^#\/campaigns\/([^/]+)$/ },
  { page: 'editSegment', pattern: /^#\/segments\/([^/]+)\/edit$/ },
  { page: 'segment', pattern: /^#\/segments\/(?!new$)([^/]+)$/ },
  { page: 'customer', pattern: /^#\/customers\/([^/]+)$/ },
] as const;

const LISTS = {
  '#/segments': { page: 'segments' },
  '#/segments/new': { page: 'newSegment' },
  '#/customers': { page: 'customers' },
} as const;

export function parseRoute(hash: string): Route {
  for (const { page, pattern } of PATTERNS) {
    const id = pattern.exec(hash)?.[1];
    if (id !== undefined) return { page, id: decoded(id) };
  }
  return new Map<string, Route>(Object.entries(LISTS)).get(hash) ?? { page: 'campaigns' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function linkTo(route: Route): string {
  switch (route.page) {
    case 'campaigns':
    case 'segments':
    case 'customers':
      return `#/${route.page}`;
    case 'newSegment':
      return '#/segments/new';
    case 'editSegment':
      return `#/segments/${encodeURIComponent(route.id)}/edit`;
    default:
      return `#/${route.page}s/${encodeURIComponent(route.id)}`;
  }
}
