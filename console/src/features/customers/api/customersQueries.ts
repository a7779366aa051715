import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../../lib/http/request.ts';
import { path, withParams } from '../../../lib/http/path.ts';
import { paged } from '../../../lib/paging.ts';
import { customerListSchema, customerSchema, timelineSchema } from './shapes.ts';

const LISTS = ['customers', 'lists'] as const;
const one = (id: string) => ['customers', 'one', id] as const;

export const customersQueries = {
  /** The key of every list. */
  lists: LISTS,
  /** Newest first, or with a query the one who has exactly this id or e-mail address. */
  list: (query: string) =>
    infiniteQueryOptions({
      queryKey: [...LISTS, query],
      ...paged((cursor) =>
        get(withParams('/api/v1/customers', { limit: 25, query: query || undefined, cursor }), customerListSchema),
      ),
    }),
  /** Its key is that of everything about the customer. */
  one: (id: string) =>
    queryOptions({ queryKey: one(id), queryFn: () => get(path`/api/v1/customers/${id}`, customerSchema) }),
  timeline: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...one(id), 'timeline'],
      ...paged((cursor) =>
        get(withParams(path`/api/v1/customers/${id}/timeline`, { limit: 25, cursor }), timelineSchema),
      ),
    }),
};
