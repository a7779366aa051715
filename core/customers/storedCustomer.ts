import type { StoredCustomer, StoredValue } from './storedItem.ts';

// What a customer as stored (see storedItem.ts) says, read without decoding them: a pass over everybody asks each for a
// field or two.

const NONE: Readonly<Record<string, StoredValue>> = {};

/** The id; empty where the field was not read. */
export function storedId(item: StoredCustomer): string {
  const id = item['id'];
  return id !== undefined && 'S' in id ? id.S : '';
}

/** The version, which grows by one with every write. */
export function storedVersion(item: StoredCustomer): number {
  const version = item['v'];
  return version !== undefined && 'N' in version ? Number(version.N) : 0;
}

/** When they were made, in the digits that are stored (epoch ms). */
export function creationText(item: StoredCustomer): string {
  const created = item['ca'];
  return created !== undefined && 'N' in created ? created.N : '';
}

/** Attributes by name. */
export function storedAttributes(item: StoredCustomer): Readonly<Record<string, StoredValue>> {
  const attributes = item['at'];
  return attributes !== undefined && 'M' in attributes ? attributes.M : NONE;
}

/** Segment id to since when (epoch ms), of the segments they are in. */
export function memberships(item: StoredCustomer): Readonly<Record<string, StoredValue>> {
  const segments = item['sg'];
  return segments !== undefined && 'M' in segments ? segments.M : NONE;
}

/** Since when (epoch ms) they are in a segment; undefined where they are not. */
export function memberSince(item: StoredCustomer, segmentId: string): number | undefined {
  const since = memberships(item)[segmentId];
  return since !== undefined && 'N' in since ? Number(since.N) : undefined;
}
