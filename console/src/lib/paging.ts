interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** The part of infiniteQueryOptions that all lists share: pages by cursor, shown as one list of what has come so far. */
export function paged<P extends Page<unknown>>(read: (cursor: string | undefined) => Promise<P>) {
  return {
    queryFn: ({ pageParam }: { readonly pageParam: string | undefined }) => read(pageParam),
    initialPageParam: noCursor(),
    getNextPageParam: ({ next }: P) => next,
    select: ({ pages }: { readonly pages: readonly P[] }): P['items'][number][] => pages.flatMap(({ items }) => items),
  };
}

// A bare `undefined` would be the type of every cursor.
function noCursor(): string | undefined {
  return undefined;
}
