import { SegmentForm } from '../components/SegmentForm.tsx';

/** Makes a segment. */
export function NewSegmentPage() {
  return <SegmentForm />;
}
