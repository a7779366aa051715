import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { createSendShard } from '../../functions/tasks/SendShard.ts';
import { loadWorkflows } from '../../local/workflows/loadWorkflows.ts';
import { createRunner } from '../../local/workflows/runner.ts';
import { accept, type FaultySes, startFaultySes } from '../support/faultySes.ts';
import { expectOracle } from '../support/ledgerOracle.ts';
import { customers, givenCampaign, sendDeps, virtualClock, type VirtualClock } from '../support/sending.ts';
import { useStores } from '../support/stores.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

const dynamo = useStores();
const everybody = customers(260);
const ids = everybody.map(({ id }) => id);
let executions = 0;
let clock: VirtualClock;
let ses: FaultySes;
let stores: Stores;

beforeAll(async () => {
  clock = virtualClock();
  ses = await startFaultySes(() => clock.now());
});
afterAll(() => ses.stop());
beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  await stores.customers.saveMany(everybody);
  ses.accepted.length = 0;
  ses.calls.length = 0;
  ses.behave = () => accept;
});

type Steps = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Runs the workflow as the local runtime does; waiting is looking at a clock that leaps. */
async function run(campaign: Campaign, over: Steps = {}, startAt = clock.now()) {
  const deps = sendDeps(stores, ses.url, clock.now) as Deps;
  const steps: Steps = { SendShard: createSendShard(deps, clock), ...over };
  const own = Object.fromEntries(Object.entries(steps).map(([task, step]) => [task, () => step]));
  const runner = createRunner({
    workflows: loadWorkflows().map(({ bind, ...workflow }) => ({ ...workflow, bind: { ...bind, ...own } })),
    deps: () => deps,
    executions: stores.executions,
    clock: () => {
      clock.advance(5 * 86_400_000);
      return clock.now();
    },
    log: deps.log,
  });
  const execution = `${campaign.id}-${campaign.runNo}-${++executions}`;
  const input = { campaignId: campaign.id, runNo: campaign.runNo, startAt: new Date(startAt).toISOString() };
  await runner.start('campaign', execution, input);
  let status = await runner.status('campaign', execution);
  for (; status === 'running'; status = await runner.status('campaign', execution)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { status, campaign: (await stores.campaigns.get(campaign.id))! };
}

it('plans, sends, waits for the conversion window and measures', async () => {
  const before = await givenCampaign(stores, clock.now, { holdout: 0.2, conversionWindowDays: 2 });
  const { status, campaign } = await run(before);
  expect(status).toBe('succeeded');
  expect(campaign.status).toBe('measured');
  const progress = await expectOracle(stores, ses, campaign.id, ids);
  expect(progress.accepted + progress.holdout).toBe(260);
  expect(progress.holdout).toBeGreaterThan(25);
  expect(clock.now()).toBeGreaterThanOrEqual(campaign.sentAt! + 2 * 86_400_000);
});

it('waits for the time it was scheduled at', async () => {
  const at = clock.now() + 3 * 86_400_000;
  const { campaign } = await run(await givenCampaign(stores, clock.now, { schedule: { at } }), {}, at);
  expect(campaign.status).toBe('measured');
  expect(ses.calls[0]!.at).toBeGreaterThanOrEqual(at);
});

it('run again from its start, as after a crash of the runtime, sends nothing more', async () => {
  const before = await givenCampaign(stores, clock.now);
  await run(before);
  const { status } = await run(before);
  expect(status).toBe('succeeded');
  await expectOracle(stores, ses, before.id, ids);
  expect(ses.accepted).toHaveLength(260);
});

it('tries a step again that fails for now, and doubles nobody', async () => {
  const before = await givenCampaign(stores, clock.now);
  const send = createSendShard(sendDeps(stores, ses.url, clock.now), clock);
  let tries = 0;
  const { campaign } = await run(before, {
    SendShard: async (input) => {
      const result = await send(input);
      tries += 1;
      if (tries === 1) throw new Error('the function died after its work');
      return result;
    },
  });
  expect(campaign.status).toBe('measured');
  await expectOracle(stores, ses, before.id, ids);
});

it('halts the campaign with the reason when a step fails for good, and the execution fails, so that somebody looks', async () => {
  const before = await givenCampaign(stores, clock.now);
  const broken = Object.assign(new Error('the message is missing'), { name: 'NotFoundError' });
  const { status, campaign } = await run(before, { SendShard: () => Promise.reject(broken) });
  expect(status).toBe('failed');
  expect(campaign).toMatchObject({ status: 'halted', haltReason: 'NotFoundError: the message is missing' });
});

it('of a campaign that was paused meanwhile ends, and the next run goes on', async () => {
  const before = await givenCampaign(stores, clock.now);
  ses.quota = { maxSendRate: 40, max24h: -1 };
  ses.behave = ({ no }) => {
    if (no === 2) void stores.campaigns.mutate(before.id, (current) => ({ ...current, status: 'paused' }));
    return accept;
  };
  const paused = await run(before);
  expect(paused).toMatchObject({ status: 'succeeded', campaign: { status: 'paused' } });
  const resumed = await stores.campaigns.mutate(before.id, (now) => ({ ...now, status: 'scheduled', runNo: 2 }));
  const { campaign } = await run(resumed);
  expect(campaign.status).toBe('measured');
  await expectOracle(stores, ses, before.id, ids);
});

it('that is not the latest run of its campaign does nothing', async () => {
  const before = await givenCampaign(stores, clock.now, { runNo: 2 });
  const { status } = await run({ ...before, runNo: 1 });
  expect(status).toBe('succeeded');
  expect(ses.calls).toHaveLength(0);
});
