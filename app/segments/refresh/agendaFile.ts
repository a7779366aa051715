import { readAgenda, type Agenda } from '../../../core/segments/refresh/agenda.ts';
import { decodeAgenda, encodeAgenda } from '../../../core/segments/refresh/agendaCodec.ts';
import type { KnownAgenda } from '../../../core/segments/refresh/agendaDraft.ts';
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
 */
function keyOf({ from, to }: Buckets): string {
  return `agenda/${from}-${to}`;
}

/**
 * The agenda that an earlier refresh left for these buckets. Undefined where there is none, or none that can be read:
 * then everybody is evaluated, which is dearer and just as right.
 */
export async function openAgenda({ blobs, log }: Dependencies, buckets: Buckets): Promise<KnownAgenda | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of blobs.read(keyOf(buckets), 0)) chunks.push(chunk);
    const agenda = decodeAgenda(Buffer.concat(chunks));
    return agenda && { agenda, reader: readAgenda(agenda) };
  } catch (error) {
    if (!isMissing(error)) log.warn(failureIn(buckets, error), 'an agenda cannot be read');
    return undefined;
  }
}

/** S3 says AccessDenied of what is not there to whoever may not list it, and this function may not. */
function isMissing(error: unknown): boolean {
  return error instanceof NotFoundError || (error instanceof Error && error.name === 'AccessDenied');
}

/** Leaves the agenda for the next refresh. One that cannot be written makes that refresh dearer, and this one no worse. */
export async function leaveAgenda({ blobs, log }: Dependencies, buckets: Buckets, agenda: Agenda): Promise<void> {
  try {
    await blobs.write(keyOf(buckets), once(encodeAgenda(agenda)));
  } catch (error) {
    log.warn(failureIn(buckets, error), 'an agenda cannot be written');
  }
}

function failureIn({ from, to }: Buckets, error: unknown): object {
  return { from, to, error: error instanceof Error ? error.name : String(error) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
