import { beforeEach, expect, it } from 'vitest';
import { applyOrder } from '../../core/customers/orders.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { loadWorkflows } from '../../local/workflows/loadWorkflows.ts';
import { createRunner } from '../../local/workflows/runner.ts';
import { memoryBlobs } from '../support/app.ts';
import { customers, sendDeps, virtualClock, type VirtualClock } from '../support/sending.ts';
import { useStores } from '../support/stores.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

const dynamo = useStores();
const COUNT = 50;
let clock: VirtualClock;
let stores: Stores;
let deps: Deps;
let runs = 0;

beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  deps = { ...sendDeps(stores, 'http://nowhere', clock.now), blobs: memoryBlobs() } as Deps;
  const placedAt = clock.now() - 86_400_000;
  const buyers = customers(COUNT).map((each, index) =>
    applyOrder(each, { amount: (index + 1) * 1_000, currency: 'USD', placedAt }, 'UTC'),
  );
  await stores.customers.saveMany(buyers);
  for (const [id, rule] of [
    ['seg_top', { percentile: 'revenue', top: 20 }],
    ['seg_ua', { attribute: 'country', eq: 'UA' }],
  ] as const)
    await stores.segments.create({ id, name: id, rule: parseRule(rule), ruleVersion: 1, createdAt: clock.now() });
});

type Steps = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** A refresh as the local runtime does it; `over` stands in for Tasks. */
async function refresh(over: Steps = {}) {
  clock.advance(60_000);
  const own = Object.fromEntries(Object.entries(over).map(([task, step]) => [task, () => step]));
  const runner = createRunner({
    workflows: loadWorkflows().map(({ bind, ...workflow }) => ({ ...workflow, bind: { ...bind, ...own } })),
    deps: () => deps,
    executions: stores.executions,
    clock: clock.now,
    log: deps.log,
  });
  const runId = `run_${++runs}`;
  await stores.runs.create({
    id: runId,
    kind: 'segment-refresh',
    status: 'running',
    startedAt: clock.now(),
    shards: 0,
  });
  await runner.start('segment-refresh', runId, { runId });
  while ((await runner.status('segment-refresh', runId)) === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { run: await stores.runs.get(runId), top: (await stores.segments.get('seg_top'))?.size };
}

const fails = () => Promise.reject(new ValidationError([{ path: 'test', reason: 'fails' }]));

it('evaluates segments by what the very same run has fitted', async () => {
  const { run, top } = await refresh();
  expect(run?.status).toBe('succeeded');
  expect(top).toBe(10);
  expect((await stores.population.history())[0]).toMatchObject({ runId: run?.id, fittedAt: run?.startedAt });
});

it.each(['SummariseShard', 'FitQuantities'])('goes on with the fit before where %s fails for good', async (step) => {
  await refresh();
  const [before] = await stores.population.history();
  await stores.customers.saveMany([
    applyOrder(
      { ...customers(1)[0]!, id: 'rich' },
      { amount: 9_000_000, currency: 'USD', placedAt: clock.now() },
      'UTC',
    ),
  ]);
  const { run, top } = await refresh({ [step]: fails });
  expect(run?.status).toBe('succeeded');
  expect(await stores.population.history()).toEqual([before]);
  expect(await stores.population.failure()).toMatchObject({ runId: run?.id, reason: expect.stringContaining('fails') });
  expect(top).toBe(11);
  expect((await stores.segments.get('seg_ua'))?.size).toBe(COUNT + 1);
});

it('leaves clauses without a fit to nobody where the first one fails', async () => {
  const { run, top } = await refresh({ FitQuantities: fails });
  expect(run?.status).toBe('succeeded');
  expect(top).toBe(0);
  expect((await stores.segments.get('seg_ua'))?.size).toBe(COUNT);
});
