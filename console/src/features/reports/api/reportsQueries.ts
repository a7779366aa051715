import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../../../lib/http/request.ts';
import { path, withParams } from '../../../lib/http/path.ts';
import { reportSchema } from './shapes.ts';

export const reportsQueries = {
  /** What a campaign earned, by an attribution model; while another model is counted, the one before stays. */
  campaign: (id: string, model: string) =>
    queryOptions({
      queryKey: ['reports', id, model],
      queryFn: () => get(withParams(path`/api/v1/campaigns/${id}/report`, { model }), reportSchema),
      refetchInterval: 10_000,
      placeholderData: keepPreviousData,
    }),
};
