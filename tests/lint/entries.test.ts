import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../../infra/functions.ts';
import { messagesOf } from './houseRules.ts';

const lines = (count: number) => 'export {};\n'.repeat(count).trimEnd();

describe('an entry of a function', () => {
  it.each(ENTRIES)('%s has at most 80 lines', async (entry) => {
    expect(await messagesOf('max-lines', entry, lines(80))).toEqual([]);
    expect(await messagesOf('max-lines', entry, lines(81))).toHaveLength(1);
  });
});
