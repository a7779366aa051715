import { readIndex, type ReevaluationIndex } from '../../../core/segments/refresh/reevaluationIndex.ts';
import { decodeIndex, encodeIndex } from '../../../core/segments/refresh/indexCodec.ts';
import type { KnownIndex } from '../../../core/segments/refresh/indexDraft.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import type { Deps } from '../../ports/deps.ts';

type Dependencies = Pick<Deps, 'blobs' | 'log'>;

interface Buckets {
  readonly from: number;
  readonly to: number;
}

/**
 * One file for each range of buckets that a shard ever had. Where the number of shards changes, so do the ranges, and
 * the new ones begin with a full pass; coming back, the old files still hold: customers written since are evaluated.
 * `agenda` is what earlier releases called the index: the files that they left are read too.
 */
function keyOf({ from, to }: Buckets): string {
  return `agenda/${from}-${to}`;
}

/**
 * The index that an earlier refresh left for these buckets. Undefined where there is none, or none that can be read:
 * then everybody is evaluated, which is dearer and just as right.
 */
export async function openIndex({ blobs, log }: Dependencies, buckets: Buckets): Promise<KnownIndex | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blobs.read(keyOf(buckets), 0)) chunks.push(chunk);
    const index = decodeIndex(Buffer.concat(chunks));
    return index && { index, reader: readIndex(index) };
  } catch (error) {
    if (!isMissing(error)) log.warn(failureIn(buckets, error), 'a re-evaluation index cannot be read');
    return undefined;
  }
}

/** S3 says AccessDenied of what is not there to whoever may not list it, and this function may not. */
function isMissing(error: unknown): boolean {
  return error instanceof NotFoundError || (error instanceof Error && error.name === 'AccessDenied');
}

/** Leaves the index for the next refresh. One that cannot be written makes that refresh dearer, and this one no worse. */
export async function leaveIndex(
  { blobs, log }: Dependencies,
  buckets: Buckets,
  index: ReevaluationIndex,
): Promise<void> {
  try {
    await blobs.write(keyOf(buckets), once(encodeIndex(index)));
  } catch (error) {
    log.warn(failureIn(buckets, error), 'a re-evaluation index cannot be written');
  }
}

function failureIn({ from, to }: Buckets, error: unknown): object {
  return { from, to, error: error instanceof Error ? error.name : String(error) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
