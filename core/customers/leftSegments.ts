import { LEFT_SEGMENTS, leftSegments } from './storedCustomer.ts';
import type { StoredValue } from './storedItem.ts';
import type { Values } from './storedValues.ts';

// Who is out of a segment shows nothing of having been in: a refresh that is repeated could neither count it again nor
// tell it. So what a refresh took a customer out of stays with them until their next write.

/** The segments that the refresh which began at `at` (epoch ms) took a customer, as stored, out of. */
export function leftAt(item: Values, at: number): readonly string[] {
  const left = leftSegments(item);
  return left?.at === at ? left.segments : [];
}

/** The field after some more were left; undefined where there is nothing to remember. */
export function withLeft(item: Values, leave: readonly string[], at: number): StoredValue | undefined {
  const all = [...new Set([...leftAt(item, at), ...leave])];
  if (all.length === 0) return undefined;
  return {
    M: { [LEFT_SEGMENTS.at]: { N: String(at) }, [LEFT_SEGMENTS.segments]: { L: all.map((id) => ({ S: id })) } },
  };
}
