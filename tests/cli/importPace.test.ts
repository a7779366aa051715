import { expect, it } from 'vitest';
import { importPace, type Reading } from '../../cli/importPace.ts';

const FIRST: Reading = { at: 1_000, rows: 2_000, bytesDone: 200_000, bytes: 10_000_000 };

it('tells rows a second and the time left, both since the first reading', () => {
  const now = { ...FIRST, at: 11_000, rows: 52_000, bytesDone: 5_000_000 };
  expect(importPace(FIRST, now)).toBe('52,000 rows, 5,000 rows/s, 0:11 left');
});

it('tells minutes where it takes some', () => {
  const now = { ...FIRST, at: 2_000, rows: 2_400, bytesDone: 250_000 };
  expect(importPace(FIRST, now)).toBe('2,400 rows, 400 rows/s, 3:15 left');
});

it('tells only the rows while there is nothing to tell a speed from', () => {
  expect(importPace(FIRST, FIRST)).toBe('2,000 rows');
  expect(importPace(FIRST, { ...FIRST, at: 9_000 })).toBe('2,000 rows');
  expect(importPace(FIRST, { ...FIRST, at: 1_100, rows: 2_400, bytesDone: 240_000 })).toBe('2,400 rows');
});

it('promises no time where the size of the file is not known', () => {
  const now = { at: 3_000, rows: 12_000, bytesDone: 1_200_000, bytes: 0 };
  expect(importPace({ ...FIRST, bytes: 0 }, now)).toBe('12,000 rows, 5,000 rows/s');
});
