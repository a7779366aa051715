import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { campaignListSchema, campaignWithProgressSchema } from '../../../../../contract/campaigns.ts';
import { estimateSchema } from '../../../../../contract/estimate.ts';
import { paths, withQuery } from '../../../../../contract/paths.ts';
import { get } from '../../../lib/http/request.ts';
import { paged } from '../../../lib/paging.ts';

const RUNNING = new Set(['scheduled', 'sending']);
const page = (cursor?: string) => get(withQuery(paths.campaigns, { limit: 50, cursor }), campaignListSchema);

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
      queryFn: () => get(paths.campaign(id), campaignWithProgressSchema),
      refetchInterval: ({ state }) => (state.data?.status === 'sending' ? 1_000 : 15_000),
    }),
  /** Whom it would reach and what that costs, counted anew each time: an audience changes. */
  estimate: (id: string) =>
    queryOptions({
      queryKey: ['campaigns', 'estimate', id],
      queryFn: () => get(paths.estimate(id), estimateSchema),
      gcTime: 0,
    }),
};
