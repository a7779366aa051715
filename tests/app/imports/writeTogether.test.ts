import { describe, expect, it } from 'vitest';
import { writeTogether } from '../../../app/imports/writeTogether.ts';
import { useStores } from '../../support/stores.ts';
import type { WriteOperation } from '../../../app/ports/stores/transact.ts';

const stores = useStores();

/** The transactions that units of these sizes are written in: numbers and bytes of their writes. */
async function packsOf(units: readonly { writes: number; text: string }[]) {
  const packs: (readonly WriteOperation[])[] = [];
  const real = await stores.fresh();
  const transact = (operations: readonly WriteOperation[]) => {
    packs.push(operations);
    return Promise.resolve();
  };
  await writeTogether(
    { stores: { ...real, transact } },
    units.map(({ writes, text }, index) => ({
      operations: Array.from({ length: writes }, () => ({
        table: 'control' as const,
        action: 'Put' as const,
        input: { Item: { text: { S: text } } },
      })),
      of: [index],
    })),
  );
  return packs.map((operations) => ({
    writes: operations.length,
    bytes: operations.reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input)), 0),
  }));
}

describe('writes of an import go together', () => {
  it('a hundred at a time, and none of a unit apart from the others', async () => {
    const packs = await packsOf(Array.from({ length: 70 }, () => ({ writes: 3, text: 'x' })));
    expect(packs.map(({ writes }) => writes)).toEqual([99, 99, 12]);
  });

  it('of 4 MB at most, in the bytes that are sent: DynamoDB takes no larger transaction', async () => {
    const units = Array.from({ length: 100 }, () => ({ writes: 1, text: 'ژ'.repeat(30_000) }));
    const packs = await packsOf(units);
    expect(packs.map(({ writes }) => writes)).toEqual([66, 34]);
    expect(Math.max(...packs.map(({ bytes }) => bytes))).toBeLessThanOrEqual(4_000_000);
  });
});
