import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { segmentsApi } from '../../api/segments.ts';

/** Starts a refresh, or joins a running one, and follows it to its end. Lists and pages then load anew. */
export function useRefresh() {
  const client = useQueryClient();
  const start = useMutation({ mutationFn: segmentsApi.refresh });
  const runId = start.data?.runId;
  const run = useQuery({
    queryKey: ['run', runId],
    queryFn: () => segmentsApi.run(runId ?? ''),
    enabled: runId !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.status === 'running' ? 400 : false),
  });
  const status = run.data?.status;
  useEffect(() => {
    if (status === 'succeeded' || status === 'failed') {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'run' });
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

export type Refresh = ReturnType<typeof useRefresh>;
