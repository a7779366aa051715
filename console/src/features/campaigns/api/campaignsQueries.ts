import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../../../lib/http/request.ts';
import { path, withParams } from '../../../lib/http/path.ts';
import { paged } from '../../../lib/paging.ts';
import { campaignListSchema, campaignSchema, estimateSchema } from './shapes.ts';

const ROOT = '/api/v1/campaigns';
const RUNNING = new Set(['scheduled', 'sending', 'testing']);
const page = (cursor?: string) => get(withParams(ROOT, { limit: 50, cursor }), campaignListSchema);

export const campaignsQueries = {
  /** Newest first; asked again soon while one of them runs. */
  list: () =>
    infiniteQueryOptions({
      queryKey: ['campaigns', 'list'],
      ...paged(page),
      refetchInterval: ({ state }) =>
        state.data?.pages.some(({ items }) => items.some(({ status }) => RUNNING.has(status))) === true
          ? 1_500
          : 15_000,
    }),
  /** The newest 50, to choose from. */
  choices: () => queryOptions({ queryKey: ['campaigns', 'choices'], queryFn: async () => (await page()).items }),
  one: (id: string) =>
    queryOptions({
      queryKey: ['campaigns', 'one', id],
      queryFn: () => get(path`/api/v1/campaigns/${id}`, campaignSchema),
      refetchInterval: ({ state }) => (state.data?.status === 'sending' ? 1_000 : 15_000),
    }),
  /** Whom it would reach and what that costs, counted anew each time: an audience changes. */
  estimate: (id: string) =>
    queryOptions({
      queryKey: ['campaigns', 'estimate', id],
      queryFn: () => get(path`/api/v1/campaigns/${id}/estimate`, estimateSchema),
      gcTime: 0,
    }),
};
