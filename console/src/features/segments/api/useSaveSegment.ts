import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../../lib/http/request.ts';
import { path } from '../../../lib/http/path.ts';
import { segmentsQueries } from './segmentsQueries.ts';
import { segmentSchema, type Segment } from './shapes.ts';

export interface SegmentInput {
  readonly name: string;
  readonly rule: unknown;
}

/** Makes a segment, or changes the one with this id. */
export function useSaveSegment(id: string | undefined, onSaved: (segment: Segment) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SegmentInput) =>
      id === undefined
        ? send('POST', '/api/v1/segments', { ...input, name: input.name.trim() }, segmentSchema)
        : send('PUT', path`/api/v1/segments/${id}`, input, segmentSchema),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: segmentsQueries.all });
      await onSaved(saved);
    },
  });
}
