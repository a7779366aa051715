/**
 * Deterministic, well mixed hashing of text, used for arms, buckets and shards. Two 32-bit lanes of
 * FNV-1a over UTF-16 code units, each finished with the avalanche step of MurmurHash3 (Appleby, 2011),
 * so that ids that differ in one digit land far apart. Not for secrets.
 */
function lane(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) with 53 random-looking bits, fixed for (salt, id). */
export function unitHash(salt: string, id: string): number {
  const text = `${salt}\u0000${id}`;
  const high = lane(text, 0x9e3779b9) >>> 5; // 27 bits
  const low = lane(text, 0x7f4a7c15) >>> 6; // 26 bits
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** How many buckets customers are spread over. Part of the stored key: never change it for a live table. */
export const BUCKETS = 256;

/** The bucket (0..255) of a customer: the partition of the Customers table, and what shards are ranges of. */
export function bucketOf(customerId: string): number {
  return lane(customerId, 0x51ed270b) % BUCKETS;
}
