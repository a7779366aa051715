import type { StoredCustomer, StoredValue } from './storedItem.ts';

// Who is out of a segment shows nothing of having been in: a refresh that is repeated could neither count it again nor
// tell it. So what a refresh took a customer out of stays with them until their next write.

/** The segments that the refresh which began at `at` (epoch ms) took a customer, as stored, out of. */
export function leftAt(item: StoredCustomer, at: number): readonly string[] {
  const left = item['lf'];
  if (left === undefined || !('M' in left)) return [];
  const { at: began, s: segments } = left.M;
  if (began === undefined || !('N' in began) || Number(began.N) !== at) return [];
  return segments !== undefined && 'L' in segments ? segments.L.flatMap((id) => ('S' in id ? [id.S] : [])) : [];
}

/** The field after some more were left; undefined where there is nothing to remember. */
export function withLeft(item: StoredCustomer, leave: readonly string[], at: number): StoredValue | undefined {
  const all = [...new Set([...leftAt(item, at), ...leave])];
  if (all.length === 0) return undefined;
  return { M: { at: { N: String(at) }, s: { L: all.map((id) => ({ S: id })) } } };
}
