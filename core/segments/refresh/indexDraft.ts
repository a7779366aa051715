import { NEVER, type ReevaluationIndex, type IndexHeader, type IndexReader } from './reevaluationIndex.ts';

const VERSIONS = 2 ** 32;

/** The re-evaluation index of the same ruleset that a walk began with, and what it has looked up in it. */
export interface KnownIndex {
  readonly index: ReevaluationIndex;
  readonly reader: IndexReader;
}

export interface IndexDraft {
  /** A customer whose memberships are right for `version` until `due` (a day number; undefined: for ever). */
  add(key: number, version: number, due: number | undefined): void;
  /**
   * The index after a stretch of the walk. Of the known one stays what earlier stretches of the same run found, and,
   * where the walk is not `done`, what it has not come to: it holds until somebody looks again.
   */
  finish(
    header: Omit<IndexHeader, 'renewed'>,
    options: { readonly known?: KnownIndex | undefined; readonly done: boolean },
  ): ReevaluationIndex;
}

/** Collects what one stretch of a walk over a range finds, in its order. */
export function draftIndex(): IndexDraft {
  const own: Rows = { keys: [], versions: [], dues: [] };
  return {
    add(key, version, due = NEVER) {
      // What has no place in an entry is left out, which means that it is looked at again.
      if (!(version >= 0 && version < VERSIONS && due >= 0)) return;
      push(own, key, version, due > NEVER ? NEVER - 1 : due);
    },
    finish(header, { known, done }) {
      const all: Rows = { keys: [], versions: [], dues: [] };
      const earlier = known && known.index.header.run === header.run ? known.index.header.renewed : 0;
      if (known) for (const row of known.reader.untouched(0, earlier)) copy(all, known.index, row);
      for (let row = 0; row < own.keys.length; row++) copy(all, own, row);
      const renewed = all.keys.length;
      if (known && !done) {
        const { length } = known.index.keys;
        for (const row of known.reader.untouched(earlier, length)) copy(all, known.index, row);
      }
      return withoutTwins({ ...header, renewed }, all);
    },
  };
}

interface Rows {
  readonly keys: number[];
  readonly versions: number[];
  readonly dues: number[];
}

function push(rows: Rows, key: number, version: number, due: number): void {
  rows.keys.push(key);
  rows.versions.push(version);
  rows.dues.push(due);
}

function copy(into: Rows, from: Omit<ReevaluationIndex, 'header'>, row: number): void {
  push(into, from.keys[row] ?? 0, from.versions[row] ?? 0, from.dues[row] ?? 0);
}

/** Customers whose hashes are the same cannot be told apart: none of them has an entry, so all are looked at. */
function withoutTwins(header: IndexHeader, rows: Rows): ReevaluationIndex {
  const sorted = Float64Array.from(rows.keys).sort();
  const twins = new Set<number>();
  for (let index = 1; index < sorted.length; index++) {
    const key = sorted[index];
    if (key !== undefined && key === sorted[index - 1]) twins.add(key);
  }
  if (twins.size === 0) return { header, ...rows };
  const kept: Rows = { keys: [], versions: [], dues: [] };
  let renewed = 0;
  rows.keys.forEach((key, row) => {
    if (twins.has(key)) return;
    copy(kept, rows, row);
    if (row < header.renewed) renewed++;
  });
  return { header: { ...header, renewed }, ...kept };
}
