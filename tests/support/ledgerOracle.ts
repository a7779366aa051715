import { expect } from 'vitest';
import type { ChunkEntry } from '../../core/campaigns/ledger.ts';
import { addProgress, emptyProgress, type Progress, tallyChunks } from '../../core/campaigns/progress.ts';
import type { FaultySes } from './faultySes.ts';
import { addressOf } from './sending.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

export interface Audit {
  readonly entries: ReadonlyMap<string, ChunkEntry>;
  readonly progress: Progress;
}

/** The campaign's whole ledger; fails where a customer stands in it twice. */
export async function readLedger(stores: Stores, campaignId: string): Promise<Audit & { stored: Progress }> {
  const entries = new Map<string, ChunkEntry>();
  let progress = emptyProgress();
  let stored = emptyProgress();
  for (const record of await stores.ledger.shardsOf(campaignId)) {
    const chunks = await stores.ledger.chunksOf(campaignId, record.shard);
    for (const entry of chunks.flatMap((chunk) => chunk.entries)) {
      expect(entries.has(entry.customerId), `${entry.customerId} is planned once`).toBe(false);
      entries.set(entry.customerId, entry);
    }
    progress = addProgress(progress, tallyChunks(chunks));
    stored = addProgress(stored, record.progress);
  }
  return { entries, progress, stored };
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Promise 1, for any tally. */
export function expectWhole(progress: Progress, audience: number): void {
  const { accepted, holdout, skipped, failed, unknown } = progress;
  expect(accepted + holdout + sum(skipped) + sum(failed) + unknown).toBe(progress.audience);
  expect(progress.audience).toBe(audience);
}

/**
 * Joins what SES took with what the ledger says of a campaign that is over: nobody was taken twice, everybody is in
 * exactly one end state, nobody counts as sent who was not, and nobody was sent who counts as skipped or failed.
 */
export async function expectOracle(stores: Stores, ses: FaultySes, campaignId: string, ids: readonly string[]) {
  const { entries, progress, stored } = await readLedger(stores, campaignId);
  const taken = new Map<string, number>();
  for (const { to, tags } of ses.accepted) {
    if (tags['campaign'] === campaignId) taken.set(to, (taken.get(to) ?? 0) + 1);
  }
  expect(
    [...taken].filter(([, times]) => times > 1),
    'nobody gets two messages',
  ).toEqual([]);
  expect([...entries.keys()].sort()).toEqual([...ids].sort());
  for (const [id, { result = 'none' }] of entries) {
    const got = taken.has(addressOf(id));
    if (result === 'accepted') expect(got, `${id} counts as accepted`).toBe(true);
    else if (result !== 'unknown') expect(got, `${id} counts as ${result}`).toBe(false);
  }
  expectWhole(progress, ids.length);
  expect(progress.skipped['waiting'] ?? 0, 'nobody waits').toBe(0);
  expect(stored, 'the stored tally is the exact one').toEqual(progress);
  return progress;
}
