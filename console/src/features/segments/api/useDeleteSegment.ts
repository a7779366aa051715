import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { send } from '../../../lib/http/request.ts';
import { path } from '../../../lib/http/path.ts';
import { segmentsQueries } from './segmentsQueries.ts';

/** Deletes a segment. Refused with 409 where something still needs it. */
export function useDeleteSegment(id: string, leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', path`/api/v1/segments/${id}`, undefined, z.unknown()),
    onSuccess: async () => {
      await leave();
      await client.invalidateQueries({ queryKey: segmentsQueries.lists });
    },
  });
}
