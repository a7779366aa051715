import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSendShard, type SentShard } from '../../functions/tasks/SendShard.ts';
import { createFinishSending } from '../../functions/tasks/FinishSending.ts';
import { accept, type FaultySes, startFaultySes, throttle } from '../support/faultySes.ts';
import { expectOracle, readLedger } from '../support/ledgerOracle.ts';
import {
  customers,
  givenCampaign,
  planned,
  sendDeps,
  virtualClock,
  type VirtualClock,
  without,
} from '../support/sending.ts';
import { useStores } from '../support/stores.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

const dynamo = useStores();
let ses: FaultySes;
let stores: Stores;
let clock: VirtualClock;

beforeAll(async () => {
  ses = await startFaultySes(() => clock.now());
});
afterAll(() => ses.stop());
beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  ses.accepted.length = 0;
  ses.calls.length = 0;
  ses.behave = () => accept;
  ses.quota = { maxSendRate: 100_000, max24h: -1 };
});

async function given(count: number, timeoutMs?: number) {
  const everybody = customers(count);
  await stores.customers.saveMany(everybody);
  const campaign = await givenCampaign(stores, clock.now);
  const deps = sendDeps(stores, ses.url, clock.now, timeoutMs);
  const shards = await planned(deps, campaign);
  const send = createSendShard(deps, clock);
  /** Loops as the workflow does. */
  const sendAll = async (): Promise<SentShard[]> => {
    const outcomes: SentShard[] = [];
    for (const shard of shards) {
      for (let turn = 0; turn < 200; turn++) {
        const outcome = await send({ campaignId: campaign.id, shard, concurrency: 1 });
        outcomes.push(outcome);
        if (outcome.outcome === 'wait') clock.advance(Date.parse(outcome.until) - clock.now());
        if (outcome.outcome === 'done' || outcome.outcome === 'stopped') break;
      }
    }
    return outcomes;
  };
  const finish = () => createFinishSending(deps)({ campaignId: campaign.id, runNo: 1 });
  return { ids: everybody.map(({ id }) => id), campaign, deps, shards, send, sendAll, finish };
}

describe('a shard that is sent', () => {
  it('reaches everybody once, with links, headers and tags of their own', async () => {
    const { campaign, ids, sendAll, finish } = await given(120);
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 120, unknown: 0 });
    const [first] = ses.accepted;
    expect(Object.keys(first!.tags).sort()).toEqual(['campaign', 'customer', 'seq', 'shard']);
    expect(first!.headers['List-Unsubscribe']).toMatch(/^<http:\/\/shop\.example\/u\/.+>$/);
    expect(first!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(new Set(ses.accepted.map(({ headers }) => headers['List-Unsubscribe'])).size).toBe(120);
    expect((await finish()).outcome).toBe('sent');
  });

  it('sends nothing when it is sent again, as after a redrive', async () => {
    const { campaign, ids, sendAll, finish, deps } = await given(60);
    await sendAll();
    await finish();
    await planned(deps, campaign);
    await sendAll();
    expect(ses.calls).toHaveLength(2);
    await expectOracle(stores, ses, campaign.id, ids);
  });

  it('keeps to the rate of the account', async () => {
    ses.quota = { maxSendRate: 20, max24h: -1 };
    const { campaign, ids, sendAll } = await given(200);
    const start = clock.now();
    await sendAll();
    await expectOracle(stores, ses, campaign.id, ids);
    expect(Math.max(...ses.calls.map(({ entries }) => entries.length))).toBeLessThanOrEqual(20);
    expect(200 / ((clock.now() - start) / 1000)).toBeLessThanOrEqual(25);
  });
});

describe('an answer that never comes', () => {
  it('leaves its recipients unknown and calls nobody again when SES hangs up after it took the call', async () => {
    ses.behave = ({ no }) => (no === 2 ? { kind: 'acceptAndHangUp' } : accept);
    const { campaign, ids, sendAll } = await given(150);
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 100, unknown: 50 });
    expect(ses.accepted).toHaveLength(150);
  });

  it('does the same when SES answers after the time limit', async () => {
    ses.behave = ({ no }) => (no === 1 ? { kind: 'acceptLate', ms: 600 } : accept);
    const { campaign, ids, sendAll } = await given(100, 200);
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 50, unknown: 50 });
  });

  it('counts as unknown even where SES took nothing, for the two look alike', async () => {
    ses.behave = ({ no }) => (no === 1 ? { kind: 'hangUp' } : accept);
    const { campaign, ids, sendAll } = await given(100);
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 50, unknown: 50 });
  });
});

describe('a refusal', () => {
  it('is tried again until everybody is sent when SES throttles four calls of five', async () => {
    ses.behave = ({ no }) => (no % 5 === 0 ? accept : throttle);
    const { campaign, ids, sendAll } = await given(300);
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 300 });
    const gaps = ses.calls.slice(4).map(({ at }, index) => at - ses.calls[index]!.at);
    expect(Math.min(...gaps.slice(5)), 'it backs off').toBeGreaterThan(0);
  });

  it('retries only the throttled entries of a mixed answer, and keeps the code of those refused for good', async () => {
    ses.behave = ({ no }) =>
      no === 1
        ? { kind: 'entries', statuses: ['SUCCESS', 'ACCOUNT_THROTTLED', 'MESSAGE_REJECTED', 'TRANSIENT_FAILURE'] }
        : accept;
    const { campaign, ids, sendAll } = await given(40);
    await sendAll();
    const progress = await expectOracle(stores, ses, campaign.id, ids);
    expect(progress).toMatchObject({ accepted: 30, failed: { MESSAGE_REJECTED: 10 } });
    expect(ses.calls[1]!.entries).toHaveLength(20);
  });

  it('of a whole call costs only the entry at fault', async () => {
    const poison = customers(1)[0]!.email;
    ses.behave = ({ entries }) =>
      entries.some(({ to }) => to === poison) ? { kind: 'refuse', status: 400, code: 'BadRequestException' } : accept;
    const { campaign, ids, sendAll } = await given(50);
    await sendAll();
    const progress = await expectOracle(stores, ses, campaign.id, ids);
    expect(progress).toMatchObject({ accepted: 49, failed: { BadRequestException: 1 } });
  });

  it('of the account halts the campaign with the reason, and everybody keeps their place in the queue', async () => {
    ses.behave = () => ({ kind: 'refuse', status: 400, code: 'SendingPausedException' });
    const { campaign, ids, sendAll, finish } = await given(200);
    expect((await sendAll()).at(-1)?.outcome).toBe('stopped');
    const { status, haltReason } = (await stores.campaigns.get(campaign.id))!;
    expect({ status, haltReason }).toMatchObject({
      status: 'halted',
      haltReason: expect.stringContaining('SendingPaused'),
    });
    expect(ses.calls.length).toBeLessThanOrEqual(3);
    expect((await readLedger(stores, campaign.id)).progress).toMatchObject({
      audience: ids.length,
      skipped: { waiting: 200 },
    });
    expect((await finish()).outcome).toBe('halted');
  });

  it('for the daily quota pauses the shard until some is free again, and nobody is lost', async () => {
    ses.quota = { maxSendRate: 100_000, max24h: 80 };
    ses.behave = ({ entries }) => {
      const left = ses.quota.max24h - ses.accepted.length;
      const statuses = entries.map((_, index) => (index < left ? 'SUCCESS' : 'ACCOUNT_DAILY_QUOTA_EXCEEDED'));
      return { kind: 'entries', statuses };
    };
    const { campaign, ids, shards, send, sendAll } = await given(200);
    const first = await send({ campaignId: campaign.id, shard: shards[0], concurrency: 1 });
    expect(first).toMatchObject({ outcome: 'wait', reason: 'quota' });
    expect(ses.accepted).toHaveLength(80);
    expect(await send({ campaignId: campaign.id, shard: shards[0], concurrency: 1 })).toMatchObject({
      reason: 'quota',
    });
    ses.quota = { maxSendRate: 100_000, max24h: 10_000 };
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 200 });
  });
});

describe('between plan and send', () => {
  it('an unsubscribe, a bounce, an erasure and a lost address each stop the message', async () => {
    const { campaign, ids, sendAll } = await given(100);
    const change = (id: string, over: object) => stores.customers.mutate(id, (current) => ({ ...current!, ...over }));
    await change(ids[3]!, { consent: { email: { granted: false, at: clock.now(), source: 'unsubscribe' } } });
    await change(ids[4]!, { suppression: { reason: 'bounced', at: clock.now() } });
    await stores.customers.remove(ids[5]!);
    await stores.customers.mutate(ids[6]!, (current) => without(current!, 'email'));
    await sendAll();
    const progress = await expectOracle(stores, ses, campaign.id, ids);
    expect(progress.skipped).toEqual({ unsubscribed: 1, suppressed: 1, erased: 1, noEmail: 1 });
    expect(progress.accepted).toBe(96);
  });

  it('a pause stops within a second, and the next run goes on', async () => {
    ses.quota = { maxSendRate: 50, max24h: -1 };
    const { campaign, ids, sendAll } = await given(400);
    ses.behave = ({ no }) => {
      if (no === 3) void stores.campaigns.mutate(campaign.id, (current) => ({ ...current, status: 'paused' }));
      return accept;
    };
    expect((await sendAll()).at(-1)?.outcome).toBe('stopped');
    expect(ses.accepted.length).toBeLessThan(350);
    await stores.campaigns.mutate(campaign.id, (current) => ({ ...current, status: 'sending' }));
    await sendAll();
    expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 400 });
  });

  it('a cancel writes off whoever was not called yet', async () => {
    ses.quota = { maxSendRate: 50, max24h: -1 };
    const { campaign, ids, sendAll, finish } = await given(400);
    ses.behave = ({ no }) => {
      if (no === 3) void stores.campaigns.mutate(campaign.id, (current) => ({ ...current, status: 'cancelled' }));
      return accept;
    };
    expect((await sendAll()).at(-1)?.outcome).toBe('done');
    const progress = await expectOracle(stores, ses, campaign.id, ids);
    expect(progress.accepted + progress.skipped['cancelled']!).toBe(400);
    expect(progress.skipped['cancelled']).toBeGreaterThan(100);
    expect((await finish()).outcome).toBe('stopped');
  });
});

it('two senders of one shard at the same time send everybody once', async () => {
  const { campaign, ids, deps, shards, sendAll } = await given(500);
  const one = createSendShard(deps, clock);
  const other = createSendShard(deps, clock);
  const input = { campaignId: campaign.id, shard: shards[0], concurrency: 2 };
  await Promise.all([one(input), other(input)]);
  await sendAll();
  expect(await expectOracle(stores, ses, campaign.id, ids)).toMatchObject({ accepted: 500 });
});

it('two planners of one shard at the same time plan everybody once', async () => {
  const everybody = customers(700);
  await stores.customers.saveMany(everybody);
  const campaign = await givenCampaign(stores, clock.now, { holdout: 0.2 });
  const deps = sendDeps(stores, ses.url, clock.now);
  await Promise.allSettled([planned(deps, campaign), planned(deps, campaign), planned(deps, campaign)]);
  await planned(deps, campaign);
  const { entries, progress, stored } = await readLedger(stores, campaign.id);
  expect(entries.size).toBe(700);
  expect(stored).toEqual(progress);
  expect(progress.holdout).toBeGreaterThan(100);
});
