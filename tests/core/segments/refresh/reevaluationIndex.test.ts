import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indexKey,
  NEVER,
  readIndex,
  type ReevaluationIndex,
} from '../../../../core/segments/refresh/reevaluationIndex.ts';
import { decodeIndex, encodeIndex } from '../../../../core/segments/refresh/indexCodec.ts';
import { draftIndex } from '../../../../core/segments/refresh/indexDraft.ts';
import { rulesetFingerprintOf } from '../../../../core/segments/refresh/rulesetFingerprint.ts';

const header = { rulesetFingerprint: 'g1', run: 'run_1', today: 20_512, fullAt: 1_772_000_000_000 };

const entry = fc.record({
  key: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  version: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  due: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
});
const entries = fc.uniqueArray(entry, { selector: ({ key }) => key, maxLength: 40 });
type Entry = { key: number; version: number; due: number | undefined };

function indexOf(list: readonly Entry[], over: Partial<typeof header> = {}): ReevaluationIndex {
  const draft = draftIndex();
  for (const { key, version, due } of list) draft.add(key, version, due);
  return draft.finish({ ...header, ...over }, { done: true });
}

describe('a re-evaluation index', () => {
  it('is the same after it was written to bytes, 12 for each customer', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const index = indexOf(list);
        const bytes = encodeIndex(index);
        expect(decodeIndex(bytes)).toEqual(index);
        expect(bytes.length).toBe(encodeIndex(indexOf([])).length + list.length * 12 + (list.length > 9 ? 1 : 0));
      }),
    );
  });

  it('is written and read in the bytes of the first release', () => {
    const bytes = Buffer.from(
      'UEtBRwAAAAEAAABSeyJnZW5lcmF0aW9uIjoiZzEiLCJydW4iOiJydW5fMSIsInJlbmV3ZWQiOjEsInRvZGF5IjoyMDUxMiwiZnVsbEF0IjoxNzcyMDAwMDAwMDAwfQAAAAAABQAAAAP//wEAAAAAAAAAAARQeC3rk78=',
      'base64',
    );
    const index = { header: { ...header, renewed: 1 }, keys: [5, 2 ** 40], versions: [3, 4], dues: [NEVER, 20_600] };
    expect(decodeIndex(bytes)).toEqual(index);
    const { rulesetFingerprint, run, renewed, today, fullAt } = index.header;
    const ordered = { ...index, header: { rulesetFingerprint, run, renewed, today, fullAt } };
    expect(Buffer.from(encodeIndex(ordered)).equals(bytes)).toBe(true);
  });

  it('is none where its bytes are cut, damaged, or of another format', () => {
    const bytes = encodeIndex(indexOf([{ key: 5, version: 1, due: undefined }]));
    for (let length = 0; length < bytes.length; length++)
      expect(decodeIndex(bytes.subarray(0, length))).toBeUndefined();
    for (let index = 0; index < bytes.length; index++) {
      const damaged = Uint8Array.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      expect(decodeIndex(damaged)).toBeUndefined();
    }
    expect(decodeIndex(Buffer.from('{"an older":"format"} of some length'))).toBeUndefined();
  });

  it('finds everybody once, in whatever order they come, and nobody else', () => {
    fc.assert(
      fc.property(entries, fc.func(fc.integer()), (list, order) => {
        const index = indexOf(list);
        const reader = readIndex(index);
        for (const { key, version, due } of [...list].sort((one, other) => order(one.key) - order(other.key))) {
          const row = reader.find(key);
          expect([index.versions[row ?? -1], index.dues[row ?? -1]]).toEqual([version, due ?? NEVER]);
          expect(reader.find(key)).toBeUndefined();
        }
        expect(reader.untouched(0, list.length)).toEqual([]);
        expect(reader.find(2 ** 48)).toBeUndefined();
      }),
    );
  });

  it('has no entry for customers who cannot be told apart, and none that does not fit', () => {
    const draft = draftIndex();
    for (const key of [1, 7, 3, 7]) draft.add(key, key, undefined);
    draft.add(8, 2 ** 32, undefined);
    draft.add(9, NaN, undefined);
    draft.add(10, 1, -5);
    draft.add(11, 1, 1e9);
    const index = draft.finish(header, { done: true });
    expect(index).toMatchObject({ keys: [1, 3, 11], dues: [NEVER, NEVER, NEVER - 1], header: { renewed: 3 } });
  });

  const keysOf = (numbers: readonly number[]) => numbers.map((key) => ({ key, version: 1, due: undefined }));
  const stretch = (known: ReevaluationIndex | undefined, seen: readonly number[], run: string, done: boolean) => {
    const reader = known && readIndex(known);
    const draft = draftIndex();
    for (const key of seen) {
      reader?.find(key);
      draft.add(key, 2, undefined);
    }
    return draft.finish({ ...header, run }, { known: known && reader && { index: known, reader }, done });
  };

  it('keeps what a walk has not come to yet, and forgets in the end whom it did not meet', () => {
    const old = indexOf(keysOf([1, 2, 3, 4, 5]));
    const first = stretch(old, [1, 6], 'run_2', false);
    expect(first).toMatchObject({ keys: [1, 6, 2, 3, 4, 5], versions: [2, 2, 1, 1, 1, 1], header: { renewed: 2 } });
    const repeated = stretch(first, [1, 6], 'run_2', false);
    expect(repeated).toEqual(first);
    expect(stretch(first, [3, 5], 'run_2', true)).toMatchObject({ keys: [1, 6, 3, 5], header: { renewed: 4 } });
  });

  it('gives somebody who was erased and came back another key', () => {
    expect(indexKey('c1', '1772000000000')).toBe(indexKey('c1', '1772000000000'));
    expect(indexKey('c1', '1772000000000')).not.toBe(indexKey('c1', '1772000000001'));
    expect(indexKey('c1', '1772000000000')).not.toBe(indexKey('c2', '1772000000000'));
  });
});

describe('the fingerprint of a ruleset', () => {
  const given = {
    segments: [
      { id: 'seg_1', rule: { consent: 'email' } as const },
      { id: 'seg_2', rule: { all: [] } },
    ],
    timeZone: 'UTC',
    currency: 'USD',
    zones: '2026a',
  };

  it('is another one after any change of what memberships depend on', () => {
    const changed = [
      { ...given, segments: given.segments.slice(1) },
      { ...given, segments: [...given.segments, { id: 'seg_3', rule: { all: [] } }] },
      { ...given, segments: [{ id: 'seg_1', rule: { not: { consent: 'email' } as const } }, given.segments[1]!] },
      { ...given, timeZone: 'Asia/Tehran' },
      { ...given, currency: 'EUR' },
      { ...given, zones: '2026b' },
    ];
    expect(new Set([given, ...changed].map(rulesetFingerprintOf)).size).toBe(changed.length + 1);
  });

  it('does not depend on the order of the segments', () => {
    expect(rulesetFingerprintOf({ ...given, segments: given.segments.toReversed() })).toBe(rulesetFingerprintOf(given));
  });
});
