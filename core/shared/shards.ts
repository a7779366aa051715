import { BUCKETS, bucketOf } from './hash.ts';

/** A contiguous range of customer buckets: `from` inclusive, `to` exclusive. */
export interface Shard {
  readonly shard: number;
  readonly from: number;
  readonly to: number;
}

/** Cuts the buckets into `count` shards (a power of two, at most 256) of equal width. */
export function shardsOf(count: number): Shard[] {
  const width = BUCKETS / count;
  return Array.from({ length: count }, (_, shard) => ({ shard, from: shard * width, to: (shard + 1) * width }));
}

/** The smallest power of two of shards that keeps a shard near `perShard` customers. */
export function shardCountFor(customers: number, perShard: number): number {
  let count = 1;
  while (count < BUCKETS && count * perShard < customers) count *= 2;
  return count;
}

/** Which of `count` shards holds a customer. */
export function shardOf(customerId: string, count: number): number {
  return Math.floor(bucketOf(customerId) / (BUCKETS / count));
}
