import { useInfiniteQuery } from '@tanstack/react-query';

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null | undefined;
}

/** A list that comes page by page, as one list of what has come so far. */
export function usePages<T>(key: readonly string[], read: (cursor: string | undefined) => Promise<Page<T>>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: noCursor(),
    getNextPageParam: ({ next }) => next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

function noCursor(): string | undefined {
  return undefined;
}
