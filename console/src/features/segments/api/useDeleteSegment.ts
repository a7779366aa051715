import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { removedSegmentSchema } from '../../../../../contract/segments.ts';
import { send } from '../../../lib/http/request.ts';
import { segmentsQueries } from './segmentsQueries.ts';

/** Deletes a segment. Refused with 409 where something still needs it. */
export function useDeleteSegment(id: string, leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', paths.segment(id), undefined, removedSegmentSchema),
    onSuccess: async () => {
      await leave();
      await client.invalidateQueries({ queryKey: segmentsQueries.lists });
    },
  });
}
