import type { Progress } from './progress.ts';

/** How far one shard of a campaign is. */
export interface ShardRecord {
  readonly shard: number;
  /** True when every chunk of the shard has been written. */
  readonly planned: boolean;
  readonly progress: Progress;
  /** Where planning or sending goes on: the last customer planned. */
  readonly cursor?: { readonly bucket: number; readonly id: string; readonly seq: number } | undefined;
}
