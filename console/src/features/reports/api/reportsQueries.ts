import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { paths, withQuery } from '../../../../../contract/paths.ts';
import { reportSchema, type ReportQuery } from '../../../../../contract/report.ts';
import { get } from '../../../lib/http/request.ts';

export type AttributionModel = NonNullable<ReportQuery['model']>;

export const reportsQueries = {
  /** What a campaign earned, by an attribution model; while another model is counted, the one before stays. */
  campaign: (id: string, model: AttributionModel) =>
    queryOptions({
      queryKey: ['reports', id, model],
      queryFn: () => get(withQuery(paths.report(id), { model }), reportSchema),
      refetchInterval: 10_000,
      placeholderData: keepPreviousData,
    }),
};
