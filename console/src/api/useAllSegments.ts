import { useQuery } from '@tanstack/react-query';
import { segmentsApi } from './segments.ts';

const MOST = 200;

/** The segments that a list to choose from offers: the newest 200. */
export function useAllSegments() {
  return useQuery({
    queryKey: ['segments', 'all'],
    queryFn: async () => (await segmentsApi.list(undefined, MOST)).items,
  });
}
