import type { CustomerEvent } from './timeline.ts';

/** One event for each segment that a customer entered or left at `at` (epoch ms). The same change again gives the same ids. */
export function membershipEvents(
  { enter, leave }: { readonly enter: readonly string[]; readonly leave: readonly string[] },
  at: number,
): CustomerEvent[] {
  const event = (type: 'segment.entered' | 'segment.left') => (segmentId: string) => ({
    at,
    type,
    id: `${type}:${segmentId}:${at}`,
    segmentId,
  });
  return [...enter.map(event('segment.entered')), ...leave.map(event('segment.left'))];
}
