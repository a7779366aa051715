import { describe, expect, it } from 'vitest';
import { emptyProgress } from '../../../core/campaigns/progress.ts';
import { claim, type Chunk } from '../../../core/campaigns/ledger.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import { useStores } from '../../support/stores.ts';

const test = useStores();
const givenChunk = (seq: number, overrides: Partial<Chunk> = {}): Chunk => ({
  campaignId: 'cmp_1',
  shard: 2,
  seq,
  kind: 'send',
  arm: 'treatment',
  language: 'en',
  state: 'planned',
  attempt: 0,
  version: 0,
  entries: [
    { customerId: `c${seq}`, segments: [0, 2] },
    { customerId: `d${seq}`, segments: [] },
  ],
  ...overrides,
});
const claimed = (chunk: Chunk, owner: string): Chunk => {
  const step = claim(chunk, { owner, now: 1000, leaseMs: 500 });
  if (!step.ok) throw new Error(step.reason);
  return step.chunk;
};

describe('the send ledger', () => {
  it('keeps chunks by shard in order', async () => {
    const { ledger } = await test.fresh();
    await ledger.putChunks([3, 1, 2].map((seq) => givenChunk(seq)));
    await ledger.putChunks([givenChunk(1, { shard: 3 })]);
    expect(await ledger.chunksOf('cmp_1', 2)).toEqual([1, 2, 3].map((seq) => givenChunk(seq)));
    expect(await ledger.chunksOf('cmp_1', 9)).toEqual([]);
    expect(await ledger.getChunk('cmp_1', 2, 3)).toEqual(givenChunk(3));
    expect(await ledger.getChunk('cmp_1', 2, 4)).toBeUndefined();
  });

  it('is not set back by the same plan after a crash', async () => {
    const { ledger } = await test.fresh();
    await ledger.putChunks([givenChunk(1)]);
    await ledger.update(claimed(givenChunk(1), 'a'), 0);
    await ledger.putChunks([givenChunk(1), givenChunk(2)]);
    expect((await ledger.chunksOf('cmp_1', 2)).map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'claimed'],
      [2, 'planned'],
    ]);
  });

  it('lets exactly one of 20 workers claim a chunk', async () => {
    const { ledger } = await test.fresh();
    await ledger.putChunks([givenChunk(1)]);
    const ends = await Promise.allSettled(
      Array.from({ length: 20 }, (_, worker) => ledger.update(claimed(givenChunk(1), `w${worker}`), 0)),
    );
    const winners = ends.flatMap(({ status }, worker) => (status === 'fulfilled' ? [`w${worker}`] : []));
    expect(winners).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(VersionConflictError);
    expect((await ledger.getChunk('cmp_1', 2, 1))?.owner).toBe(winners[0]);
  });

  it('does not update a chunk that was never planned', async () => {
    const { ledger } = await test.fresh();
    await expect(ledger.update(claimed(givenChunk(1), 'a'), 0)).rejects.toBeInstanceOf(VersionConflictError);
  });

  it('fits 50 recipients into one write unit when planned and six with message ids', async () => {
    let units = 0;
    const { ledger } = await test.fresh({ onUsage: (usage) => (units += usage.writeUnits) });
    const entries = Array.from({ length: 50 }, (_, index) => ({
      customerId: `cust-${10000 + index}`,
      segments: [0, 3],
    }));
    await ledger.putChunks([
      givenChunk(1, { entries: entries.map((entry) => ({ ...entry, customerId: entry.customerId.slice(5) })) }),
    ]);
    expect(units).toBe(1);
    units = 0;
    const done = entries.map((entry) => ({
      ...entry,
      result: 'accepted' as const,
      messageId: '0100019a0b1c2d3e-12345678-1234-1234-1234-123456789abc-000000',
      at: 1_770_000_000_000,
    }));
    await ledger.putChunks([givenChunk(2, { entries: done })]);
    expect(units).toBeLessThanOrEqual(6);
  });

  it('keeps how far each shard is', async () => {
    const { ledger } = await test.fresh();
    const record = { shard: 1, planned: false, progress: emptyProgress(), cursor: { bucket: 3, id: 'c', seq: 7 } };
    expect(await ledger.saveShard('cmp_1', record, 0)).toEqual({ ...record, version: 1 });
    await expect(ledger.saveShard('cmp_1', record, 0)).rejects.toBeInstanceOf(VersionConflictError);
    await ledger.saveShard('cmp_1', { shard: 1, planned: true, progress: { ...emptyProgress(), audience: 5 } }, 1);
    await ledger.saveShard('cmp_1', { ...record, shard: 0 }, 0);
    const shards = await ledger.shardsOf('cmp_1');
    expect(shards.map(({ shard, planned, version }) => [shard, planned, version])).toEqual([
      [0, false, 1],
      [1, true, 2],
    ]);
    expect(await ledger.getShard('cmp_1', 1)).toEqual(shards[1]);
  });

  it('merges assignments of outside campaigns in any order to the same', async () => {
    const { ledger } = await test.fresh();
    const one = { customerId: 'ann', arm: 'mens', at: 20, segments: ['b'] };
    const two = { customerId: 'ann', arm: 'mens', at: 10, segments: ['a'], cost: 3 };
    await ledger.putAssignments('x1', 0, [one, two, one]);
    await ledger.putAssignments('x2', 0, [two]);
    await ledger.putAssignments('x2', 0, [one]);
    const expected = { customerId: 'ann', arm: 'mens', at: 10, segments: ['a', 'b'], cost: 3 };
    for (const campaign of ['x1', 'x2']) {
      const pages = [];
      for await (const page of ledger.assignmentsOf(campaign, 0)) pages.push(...page);
      expect(pages).toEqual([expected]);
    }
    expect(await ledger.getAssignments('x1', 0, ['ann', 'bob'])).toEqual(new Map([['ann', expected]]));
    expect(await ledger.chunksOf('x1', 0)).toEqual([]);
  });
});
