import { beforeEach, describe, expect, it } from 'vitest';
import { applyOrder, applyRefund } from '../../../core/customers/orders.ts';
import type { Customer } from '../../../core/customers/customer.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';
import { evaluationContext } from '../../../app/evaluation/evaluationContext.ts';
import { createFitQuantities } from '../../../functions/tasks/FitQuantities.ts';
import { createSummariseShard } from '../../../functions/tasks/SummariseShard.ts';
import { seeded } from '../../support/crashing.ts';
import { fitRun, summarise, type FitDeps } from '../../support/fitting.ts';
import { customer, sendDeps, virtualClock, type VirtualClock } from '../../support/sending.ts';
import { useStores } from '../../support/stores.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const DAY = 86_400_000;
const dynamo = useStores();
let clock: VirtualClock;
let stores: Stores;
let deps: FitDeps;

/** Buyers of one to eight orders over half a year, some with a refund, and now and then somebody without an order. */
function shop(count: number, random = seeded(7)): Customer[] {
  return Array.from({ length: count }, (_, index) => {
    let each = customer(`c${index}`);
    const orders = index % 10 === 9 ? 0 : Math.ceil(8 * random() ** 3);
    for (let order = 0; order < orders; order++) {
      const placedAt = clock.now() - Math.floor(random() * 180) * DAY;
      each = applyOrder(each, { amount: 500 + Math.floor(9_500 * random()), currency: 'USD', placedAt }, 'UTC');
    }
    return index % 40 === 3
      ? applyRefund(each, { amount: 20_000, currency: 'USD', refundedAt: clock.now() - DAY }, 'UTC')
      : each;
  });
}

let runs = 0;
async function openRun(shards: number): Promise<string> {
  const id = `run_${++runs}`;
  await stores.runs.create({ id, kind: 'segment-refresh', status: 'running', startedAt: clock.now(), shards });
  return id;
}

const segment = (id: string, rule: unknown) =>
  stores.segments.create({ id, name: id, rule: parseRule(rule), ruleVersion: 1, createdAt: clock.now() });

const current = () => stores.population.current({ fresh: true });
/** All that was fitted, without what says when and for which run. */
const content = async () => {
  const [newest] = await stores.population.history();
  const fitted = { ...newest!, runId: '', storedAt: 0, fittedAt: 0 };
  return { fitted, distributions: (await current())?.distributions };
};

beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  deps = sendDeps(stores, 'http://nowhere', clock.now);
});

describe('population statistics of a refresh', () => {
  it('are of customers with an order, whatever the number of shards and time slices', async () => {
    await stores.customers.saveMany(shop(600));
    await segment('seg_top', { any: [{ percentile: 'revenue', within: '90d', top: 5 }] });
    await fitRun(deps, await openRun(1), 1);
    const whole = await content();
    expect(whole.fitted.customers).toBe(540);
    expect([...whole.distributions!.keys()].sort()).toEqual([
      'averageOrder',
      'orderDays',
      'orders',
      'revenue',
      'revenue|90d',
    ]);
    expect(whole.fitted.activity.ok && whole.fitted.rfm !== undefined).toBe(true);

    clock.advance(1_000);
    await fitRun(deps, await openRun(8), 8);
    expect(await content()).toEqual(whole);

    clock.advance(1_000);
    const runId = await openRun(2);
    // Time runs out after every page, and a page is a bucket.
    let now = clock.now();
    const hasty = { ...deps, clock: () => (now += 15_000) };
    expect(await summarise(hasty, runId, 0)).toBeGreaterThan(50);
    expect(await summarise(hasty, runId, 1)).toBeGreaterThan(50);
    await createFitQuantities(deps)({ runId });
    expect(await content()).toEqual(whole);
  });

  it('are counted once where a time slice is repeated, and left-over time slices of a slower try are not counted', async () => {
    await stores.customers.saveMany(shop(300));
    await fitRun(deps, await openRun(1), 1);
    const once = await content();

    clock.advance(1_000);
    const runId = await openRun(1);
    let now = clock.now();
    await summarise({ ...deps, clock: () => (now += 15_000) }, runId, 0);
    await createSummariseShard(deps)({ runId, shard: 0 });
    await createSummariseShard(deps)({ runId, shard: 0 });
    await createFitQuantities(deps)({ runId });
    expect(await content()).toEqual(once);
  });

  it('stay as they were first fitted when the run is repeated', async () => {
    await stores.customers.saveMany(shop(300));
    const runId = await openRun(1);
    await fitRun(deps, runId, 1);
    const [first] = await stores.population.history();

    clock.advance(60_000);
    await stores.customers.saveMany([applyOrder(customer('late'), order(1), 'UTC')]);
    expect(await fitRun(deps, runId, 1)).toBe(true);
    expect(await stores.population.history()).toEqual([first]);
  });

  it('wait for every shard', async () => {
    const runId = await openRun(2);
    await summarise(deps, runId, 0);
    await expect(createFitQuantities(deps)({ runId })).rejects.toThrow('1 of 2 shards');
    await summarise(deps, runId, 1);
    expect(await createFitQuantities(deps)({ runId })).toEqual({ fitted: true });
  });

  it('are refused in part where there is too little to go by, and say what is missing', async () => {
    await stores.customers.saveMany(shop(100));
    await fitRun(deps, await openRun(1), 1);
    const [fitted] = await stores.population.history();
    expect(fitted).toMatchObject({
      customers: 90,
      activity: { ok: false, reason: expect.stringContaining('need 200 customers') },
      rfm: { frequency: expect.any(Array) },
    });
    expect((await current())?.prediction).toMatchObject({ ok: false });
  });

  it('of nobody are none', async () => {
    await fitRun(deps, await openRun(1), 1);
    const quantities = await current();
    expect(quantities).toMatchObject({ customers: 0, prediction: { ok: false } });
    expect(quantities?.rfm).toBeUndefined();
    expect(quantities?.distributions.size).toBe(0);
  });

  it('of the refresh before stay in use where a summary is damaged, and the failure is told', async () => {
    await stores.customers.saveMany(shop(300));
    await fitRun(deps, await openRun(1), 1);
    const before = await current();

    clock.advance(60_000);
    const runId = await openRun(1);
    await summarise(deps, runId, 0);
    const damaged = { customers: 1, models: { activity: 'no cells', spend: '0' }, distributions: {} };
    await stores.population.saveSummary(runId, { shard: 0, slice: 0, done: true }, damaged);
    expect(await createFitQuantities(deps)({ runId })).toEqual({ fitted: false });
    expect(await current()).toEqual(before);
    expect(await stores.population.failure()).toMatchObject({ runId, reason: expect.stringContaining('cells') });
  });

  it('lead to the same where the process dies at any call and the workflow goes on', async () => {
    await stores.customers.saveMany(shop(250));
    await fitRun(deps, await openRun(2), 2);
    const expected = await content();
    for (let call = 1; ; call++) {
      clock.advance(1_000);
      const runId = await openRun(2);
      const dying = dieAt(call);
      const crashed = await fitRun({ ...deps, stores: dying }, runId, 2).then(
        () => false,
        () => true,
      );
      if (!crashed) {
        expect(call).toBeGreaterThan(6);
        break;
      }
      await fitRun(deps, runId, 2);
      expect(await content()).toEqual(expected);
    }
  });

  it('are kept for the last 60 refreshes', async () => {
    for (let index = 0; index < 63; index++) {
      clock.advance(1_000);
      await fitRun(deps, await openRun(1), 1);
    }
    const history = await stores.population.history();
    expect(history).toHaveLength(60);
    expect(history[0]?.fittedAt).toBe(clock.now());
  });

  it('go by the settings of predictions', async () => {
    await stores.customers.saveMany(shop(400));
    await stores.settings.save({ prediction: { horizonWeeks: 13, annualDiscount: 0 } });
    await fitRun(deps, await openRun(1), 1);
    expect((await current())?.prediction).toMatchObject({ horizon: { weeks: 13, annualDiscount: 0 } });
  });
});

describe('rules are evaluated', () => {
  it('by what was fitted before an instant, however late it is looked at', async () => {
    await stores.customers.saveMany(shop(100));
    await fitRun(deps, await openRun(1), 1);
    clock.advance(5_000);
    const planned = clock.now();
    clock.advance(5_000);
    await stores.customers.saveMany([applyOrder(customer('late'), order(1), 'UTC')]);
    await fitRun(deps, await openRun(1), 1);
    const seen = await evaluationContext(stores, planned, { fittedBefore: planned });
    expect(seen.population?.customers).toBe(90);
    expect((await evaluationContext(stores, clock.now())).population?.customers).toBe(91);
    expect((await evaluationContext(stores, planned, { fittedBefore: 0 })).population).toBeUndefined();
  });

  it('by nothing that was fitted of another currency', async () => {
    await stores.customers.saveMany(shop(100));
    await fitRun(deps, await openRun(1), 1);
    expect((await evaluationContext(stores, clock.now())).population).toBeDefined();
    await stores.settings.save({ currency: 'EUR' });
    expect((await evaluationContext(stores, clock.now())).population).toBeUndefined();
  });
});

const order = (daysAgo: number) => ({ amount: 1_000, currency: 'USD', placedAt: clock.now() - daysAgo * DAY });

/** Stores of a process that dies at its nth call, with its work done and its answer lost. */
function dieAt(last: number): Stores {
  let calls = 0;
  const dying = <T extends object>(store: T, names: readonly (keyof T)[]): T =>
    Object.assign({ ...store }, ...names.map((name) => ({ [name]: io(store[name] as Call) })));
  type Call = (...args: unknown[]) => Promise<unknown>;
  const io =
    (call: Call): Call =>
    async (...args) => {
      const result = await call(...args);
      if (++calls >= last) throw new Error(`died after call ${calls}`);
      return result;
    };
  return {
    ...stores,
    runs: dying(stores.runs, ['get']),
    population: dying(stores.population, ['ofRun', 'saveSummary', 'save']),
  };
}
