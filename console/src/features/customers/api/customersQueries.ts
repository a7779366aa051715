import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { customerListSchema, customerSchema } from '../../../../../contract/customers.ts';
import { paths, withQuery } from '../../../../../contract/paths.ts';
import { timelineSchema } from '../../../../../contract/timeline.ts';
import { get } from '../../../lib/http/request.ts';
import { paged } from '../../../lib/paging.ts';

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
        get(withQuery(paths.customers, { limit: 25, query: query || undefined, cursor }), customerListSchema),
      ),
    }),
  /** Its key is that of everything about the customer. */
  one: (id: string) => queryOptions({ queryKey: one(id), queryFn: () => get(paths.customer(id), customerSchema) }),
  timeline: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...one(id), 'timeline'],
      ...paged((cursor) => get(withQuery(paths.timeline(id), { limit: 25, cursor }), timelineSchema)),
    }),
};
