import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LoadState } from '../../../ui/LoadState.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { SegmentForm } from '../components/SegmentForm.tsx';

const route = getRouteApi('/segments/$id/edit');

/** Changes a segment. */
export function EditSegmentPage() {
  const { id } = route.useParams();
  const query = useQuery(segmentsQueries.one(id));
  return <LoadState query={query}>{(segment) => <SegmentForm segment={segment} />}</LoadState>;
}
