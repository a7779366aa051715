import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { segmentSchema, type NewSegmentRequest, type SegmentResponse } from '../../../../../contract/segments.ts';
import { send } from '../../../lib/http/request.ts';
import { segmentsQueries } from './segmentsQueries.ts';

/** Makes a segment, or changes the one with this id. */
export function useSaveSegment(id: string | undefined, onSaved: (segment: SegmentResponse) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewSegmentRequest) =>
      id === undefined
        ? send('POST', paths.segments, { ...input, name: input.name.trim() }, segmentSchema)
        : send('PUT', paths.segment(id), input, segmentSchema),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: segmentsQueries.all });
      await onSaved(saved);
    },
  });
}
