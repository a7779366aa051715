import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { runsQueries } from './runsQueries.ts';
import { startRefresh } from './startRefresh.ts';

/** Starts a refresh run, or joins the one that is running, and follows it to its end. Lists and pages then load anew. */
export function useRefreshRun() {
  const client = useQueryClient();
  const start = useMutation({ mutationFn: startRefresh });
  const runId = start.data?.runId;
  const run = useQuery(runsQueries.one(runId));
  const status = run.data?.status;
  useEffect(() => {
    if (status === 'succeeded' || status === 'failed') {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== runsQueries.all[0] });
    }
  }, [status, runId, client]);
  return {
    start: () => {
      start.mutate();
    },
    busy: start.isPending || (runId !== undefined && (status === undefined || status === 'running')),
    joined: start.data?.joined === true,
    error: start.error ?? run.error,
    run: run.data,
  };
}

export type RefreshRun = ReturnType<typeof useRefreshRun>;
