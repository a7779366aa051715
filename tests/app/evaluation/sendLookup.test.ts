import { describe, expect, it } from 'vitest';
import { newCampaign, type Campaign } from '../../../core/campaigns/campaign.ts';
import type { EntryResult } from '../../../core/campaigns/chunk.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';
import { bucketOf } from '../../../core/shared/hash.ts';
import { shardOf } from '../../../core/shared/shards.ts';
import { createSendLookup, sendLookupFor } from '../../../app/evaluation/sendLookup.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 1);
const PEOPLE = Array.from({ length: 200 }, (_, index) => `c${index}`);
const RESULTS: (EntryResult | undefined)[] = ['accepted', 'unknown', 'failed:BAD', 'skipped:noConsent', undefined];

function campaign(id: string, over: Partial<Campaign> = {}): Campaign {
  const input = { name: id, segmentIds: [], holdout: 0, conversionWindowDays: 7, templateId: 't' };
  const from = { name: 'Shop', email: 'shop@example.com' };
  const made = { id, now: 1, salt: id, segmentNames: {} };
  return { ...newCampaign({ ...input, from }, made), status: 'sent', shards: 4, launchedAt: NOW, sentAt: NOW, ...over };
}

/** A ledger in which every fifth person of a campaign was sent to; notes which shards were read. */
function ledgerOf(campaigns: readonly Campaign[]) {
  const read: string[] = [];
  const inShard = ({ shards = 1 }: Campaign, shard: number) => PEOPLE.filter((id) => shardOf(id, shards) === shard);
  const find = (id: string) => campaigns.find((each) => each.id === id)!;
  const stores = {
    campaigns: {
      get: async (id: string) => campaigns.find((each) => each.id === id),
      all: async () => [...campaigns],
    },
    ledger: {
      async *chunkPages(campaignId: string, shard: number) {
        read.push(`${campaignId} ${shard}`);
        const chunk = { campaignId, shard, language: 'en', state: 'done', attempt: 1, version: 1 } as const;
        const people = inShard(find(campaignId), shard);
        const entries = people.map((customerId) => {
          const result = RESULTS[PEOPLE.indexOf(customerId) % RESULTS.length];
          return { customerId, segments: [], at: NOW, ...(result && { result }) };
        });
        const held = { ...chunk, seq: 1, kind: 'holdout' as const, arm: 'holdout', entries };
        yield [{ ...chunk, seq: 0, kind: 'send' as const, arm: 'a', entries }, held] satisfies Chunk[];
      },
      async *assignmentsOf(campaignId: string, shard: number) {
        read.push(`${campaignId} ${shard}`);
        const people = inShard(find(campaignId), shard);
        yield people.map((customerId, index) => ({
          customerId,
          arm: index % 2 ? 'holdout' : 'A',
          at: NOW,
          segments: [],
        }));
      },
    },
  };
  return { stores, read };
}

const received = (id: string) => parseRule({ campaign: id, did: 'received' });
const everywhere = { from: 0, to: 256 };

describe('what was sent', () => {
  it('is not read where no rule looks at it', async () => {
    const { stores, read } = ledgerOf([campaign('cmp_1')]);
    const rules = [parseRule({ campaign: 'cmp_1', did: 'clicked' }), parseRule({ metric: 'clicks', gte: 1 })];
    expect(await createSendLookup(stores, rules, everywhere, { at: NOW })).toBeUndefined();
    expect(read).toEqual([]);
  });

  it('is what was accepted, of the campaigns named, for the buckets asked for', async () => {
    const { stores, read } = ledgerOf([campaign('cmp_1'), campaign('cmp_2', { shards: 1 }), campaign('cmp_3')]);
    const range = { from: 64, to: 96 };
    const rules = [received('cmp_1'), parseRule({ not: { campaign: 'cmp_2', did: 'converted' } }), received('gone')];
    const sendsOf = await createSendLookup(stores, rules, range, { at: NOW });
    expect(read.toSorted()).toEqual(['cmp_1 1', 'cmp_2 0']);
    for (const [index, id] of PEOPLE.entries()) {
      const isThere = bucketOf(id) >= range.from && bucketOf(id) < range.to && index % RESULTS.length === 0;
      const sends = ['cmp_1', 'cmp_2'].map((campaignId) => ({ campaignId, at: NOW, windowDays: 7 }));
      expect(sendsOf!(id).toSorted((a, b) => a.campaignId.localeCompare(b.campaignId))).toEqual(isThere ? sends : []);
    }
  });

  it('is all of the last 400 days where messages are counted, also through another segment', async () => {
    const old = campaign('cmp_old', { sentAt: NOW - 402 * DAY });
    const { stores, read } = ledgerOf([campaign('cmp_1'), old, campaign('cmp_draft', { status: 'draft', shards: 1 })]);
    const lookup = () => parseRule({ metric: 'sends', gte: 1 });
    await createSendLookup(stores, [parseRule({ member: 'seg' })], { from: 0, to: 1 }, { at: NOW, lookup });
    expect(read).not.toContain('cmp_old 0');
    expect(read).toContain('cmp_1 0');
    await createSendLookup(stores, [lookup(), received('cmp_old')], { from: 0, to: 1 }, { at: NOW });
    expect(read).toContain('cmp_old 0');
  });

  it('of an imported campaign is its assignments without the holdout, for one customer from one shard', async () => {
    const { stores, read } = ledgerOf([campaign('cmp_x', { origin: 'external' })]);
    const sendsOf = await createSendLookup(stores, [received('cmp_x')], everywhere, { at: NOW });
    const treated = PEOPLE.filter((id) => sendsOf!(id).length > 0);
    expect(treated.length).toBeGreaterThan(90);
    expect(treated.length).toBeLessThan(110);
    expect(sendsOf!(treated[0]!)).toEqual([{ campaignId: 'cmp_x', at: NOW, windowDays: 7, imported: true }]);
    read.length = 0;
    const ofOne = await sendLookupFor(stores, [received('cmp_x')], treated[0]!, { at: NOW });
    expect([ofOne!(treated[0]!).length, read.length]).toEqual([1, 1]);
  });
});
