import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignCosts } from '../../../app/reports/campaignCosts.ts';
import { count } from '../../../adapters/metering/meter.ts';
import type { Usage } from '../../../core/costs/usage.ts';
import { metered } from '../../../functions/runtime/metered.ts';
import { createSendShard } from '../../../functions/tasks/SendShard.ts';
import { type FaultySes, startFaultySes } from '../../support/faultySes.ts';
import { customers, givenCampaign, planned, sendDeps } from '../../support/sending.ts';
import { useStores } from '../../support/stores.ts';

const dynamo = useStores();
let ses: FaultySes;
beforeAll(async () => {
  ses = await startFaultySes();
});
afterAll(() => ses.stop());

const kept: Partial<Usage>[] = [];
const keep = async (usage: Usage) => void kept.push(usage);

it('tells work apart that runs at the same time, and bills what fails', async () => {
  const work = (units: number) => async () => {
    for (let step = 0; step < 5; step++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      count({ writeUnits: units });
    }
    if (units === 3) throw new Error('failed');
  };
  await Promise.allSettled([1, 2, 3].map((units) => metered(work(units), keep)));
  expect(kept.map(({ writeUnits }) => writeUnits).sort()).toEqual([10, 15, 5]);
  for (const { lambdaRequests, lambdaGbSeconds } of kept) {
    expect(lambdaRequests).toBe(1);
    expect(lambdaGbSeconds).toBeGreaterThan(0);
  }
});

it('a campaign’s account holds what planning and sending used, and its bill is under 2 % of SES', async () => {
  const clock = () => Date.UTC(2026, 2, 1);
  const stores = await dynamo.fresh({ clock, onUsage: count });
  const deps = sendDeps(stores, ses.url, clock);
  await stores.customers.saveMany(customers(600));
  const campaign = await givenCampaign(stores, clock);
  for (const shard of await planned(deps, campaign)) {
    await createSendShard(deps)({ campaignId: campaign.id, shard, concurrency: 1 });
  }
  const usage = await stores.usage.of(campaign.id);
  expect(usage).toMatchObject({ messages: 600, transitions: 8, lambdaRequests: 2 });
  // Twelve chunks: planned, claimed and calling one unit each, done up to six, and the shard's tally.
  expect(usage.writeUnits / 12).toBeGreaterThan(4);
  expect(usage.writeUnits / 12).toBeLessThan(12);
  // Everybody's consent is read again, strongly consistent.
  expect(usage.readUnits).toBeGreaterThan(600);
  const shards = await stores.ledger.shardsOf(campaign.id);
  const bill = await campaignCosts(
    stores,
    { ...campaign, shards: 1 },
    shards.map(({ progress }) => progress),
  );
  expect(bill.ses).toEqual({ aLaCarte: 6, essentials: 9.6 });
  expect(bill.aws.lines.transitions).toBeCloseTo(19 * 0.0025, 4);
});
