import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { customerListSchema } from '../../../../../contract/customers.ts';
import { explanationSchema } from '../../../../../contract/explanation.ts';
import { paths, withQuery } from '../../../../../contract/paths.ts';
import {
  memberListSchema,
  overlapSchema,
  segmentListSchema,
  segmentWithHistorySchema,
} from '../../../../../contract/segments.ts';
import { get } from '../../../lib/http/request.ts';
import { paged } from '../../../lib/paging.ts';
import { knownOf } from './knownFields.ts';

const ALL = ['segments'] as const;
const LISTS = [...ALL, 'lists'] as const;
const one = (id: string) => [...ALL, 'one', id] as const;
const page = (limit: number, cursor?: string) => get(withQuery(paths.segments, { limit, cursor }), segmentListSchema);

export const segmentsQueries = {
  /** The key of whatever is known of segments. */
  all: ALL,
  /** The key of every list. */
  lists: LISTS,
  list: () => infiniteQueryOptions({ queryKey: [...LISTS, 'paged'], ...paged((cursor) => page(50, cursor)) }),
  /** The newest 200, to choose from. */
  choices: () => queryOptions({ queryKey: [...LISTS, 'choices'], queryFn: async () => (await page(200)).items }),
  one: (id: string) =>
    queryOptions({ queryKey: one(id), queryFn: () => get(paths.segment(id), segmentWithHistorySchema) }),
  members: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...one(id), 'members'],
      ...paged((cursor) => get(withQuery(paths.members(id), { limit: 12, cursor }), memberListSchema)),
    }),
  overlap: (id: string, other: string) =>
    queryOptions({
      queryKey: [...one(id), 'overlap', other],
      queryFn: () => get(paths.overlap(id, other), overlapSchema),
    }),
  /** Why a customer is in it or not; nothing is asked before there is a customer to ask about. */
  explain: (id: string, customer: string) =>
    queryOptions({
      queryKey: [...one(id), 'explain', customer],
      queryFn: () => get(paths.explanation(id, customer), explanationSchema),
      enabled: customer !== '',
      retry: false,
    }),
  /** The attributes and events of the newest 100 customers. No change of a segment changes them, hence another key. */
  knownFields: () =>
    queryOptions({
      queryKey: ['known fields'],
      queryFn: async () => knownOf((await get(withQuery(paths.customers, { limit: 100 }), customerListSchema)).items),
      staleTime: 300_000,
    }),
};
