import { unitHash } from '../../shared/hash.ts';

/** By whom, when and by what rules a re-evaluation index was written. */
export interface IndexHeader {
  /** See rulesetFingerprintOf. */
  readonly rulesetFingerprint: string;
  /** The refresh that wrote it, and how many of its leading entries that refresh has looked at itself. */
  readonly run: string;
  readonly renewed: number;
  /** The day (number, in the workspace's zone) that memberships were evaluated for. */
  readonly today: number;
  /** When everybody was last evaluated, whatever the re-evaluation index said (epoch ms). */
  readonly fullAt: number;
}

/**
 * What a refresh remembers of the customers of a range, in the order of its walk: nobody's id, only a hash of it, the
 * version their memberships were right for, and the first day on which time alone could change them.
 */
export interface IndexEntries {
  readonly keys: readonly number[];
  readonly versions: readonly number[];
  /** Day numbers; NEVER where time changes nothing. */
  readonly dues: readonly number[];
}

export interface ReevaluationIndex extends IndexEntries {
  readonly header: IndexHeader;
}

export const NEVER = 65_535;
const KEYS = 2 ** 48;

/**
 * What stands for a customer: 48 bits of a hash of their id and the instant they were created at, so that somebody who
 * was erased and comes back under the same id is somebody new.
 */
export function indexKey(id: string, createdAt: string): number {
  return Math.floor(unitHash(createdAt, id) * KEYS);
}

export interface IndexReader {
  /** The row of a key, and of no other customer so far; undefined where there is none. */
  find(key: number): number | undefined;
  /** Rows that nobody asked for, from `from` (inclusive) to `to` (exclusive). */
  untouched(from: number, to: number): readonly number[];
}

/** Looks customers up. They mostly come in the order in which they were written, so the next row is tried first. */
export function readIndex({ keys }: IndexEntries): IndexReader {
  const touched = new Uint8Array(keys.length);
  let next = 0;
  let rows: Map<number, number> | undefined;
  const rowOf = (key: number): number | undefined => {
    if (keys[next] === key) return next;
    rows ??= new Map(keys.map((each, row) => [each, row]));
    return rows.get(key);
  };
  return {
    find(key) {
      const row = rowOf(key);
      if (row === undefined || touched[row] === 1) return undefined;
      touched[row] = 1;
      next = row + 1;
      return row;
    },
    untouched(from, to) {
      const left: number[] = [];
      for (let row = from; row < Math.min(to, keys.length); row++) if (touched[row] === 0) left.push(row);
      return left;
    },
  };
}
