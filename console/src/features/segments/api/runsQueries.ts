import { queryOptions, skipToken } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { runSchema } from '../../../../../contract/runs.ts';
import { get } from '../../../lib/http/request.ts';

const ALL = ['runs'] as const;

export const runsQueries = {
  /** The key of whatever is known of runs. */
  all: ALL,
  /** A refresh run, followed until it has ended. */
  one: (runId: string | undefined) =>
    queryOptions({
      queryKey: [...ALL, runId],
      queryFn: runId === undefined ? skipToken : () => get(paths.run(runId), runSchema),
      refetchInterval: ({ state }) => (state.data === undefined || state.data.status === 'running' ? 400 : false),
    }),
};
