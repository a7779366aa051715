import { beforeEach, describe, expect, it } from 'vitest';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { createFailRefresh } from '../../../../functions/tasks/FailRefresh.ts';
import { createFinishRefresh } from '../../../../functions/tasks/FinishRefresh.ts';
import { createPrepareRefresh } from '../../../../functions/tasks/PrepareRefresh.ts';
import { createRefreshShard, type RefreshedShard } from '../../../../functions/tasks/RefreshShard.ts';
import { memberSince, storedId } from '../../../../core/customers/storedCustomer.ts';
import { memoryBlobs } from '../../../support/app.ts';
import { refresh as runRefresh, type RefreshDeps } from '../../../support/refreshing.ts';
import { customer, sendDeps, virtualClock, type VirtualClock } from '../../../support/sending.ts';
import { useStores } from '../../../support/stores.ts';
import type { Stores } from '../../../../app/ports/stores/stores.ts';

const dynamo = useStores();
let clock: VirtualClock;
let stores: Stores;
let deps: RefreshDeps;

const COUNTRIES = ['UA', 'IR', 'DE'];
const inCountry = (index: number) =>
  customer(`c${index}`, { attributes: { country: COUNTRIES[index % 3]!, spent: index } });

beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  deps = { ...sendDeps(stores, 'http://nowhere', clock.now), blobs: memoryBlobs() };
  await stores.customers.saveMany(Array.from({ length: 300 }, (_, index) => inCountry(index)));
});

const segment = (id: string, rule: unknown) =>
  stores.segments.create({ id, name: id, rule: parseRule(rule), ruleVersion: 1, createdAt: clock.now() });

async function refresh(runId?: string): Promise<string> {
  const id = await runRefresh(deps, runId === undefined ? {} : { runId });
  clock.advance(60_000);
  return id;
}

const membersOf = async (id: string) => {
  const members: string[] = [];
  for await (const page of stores.customers.pages({ from: 0, to: 256 })) {
    for (const item of page.items) if (memberSince(item, id) !== undefined) members.push(storedId(item));
  }
  return members.length;
};

describe('a refresh', () => {
  it('puts everybody into the segments whose rules hold, with size and history', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    await segment('seg_big', { all: [{ attribute: 'spent', gte: 200 }, { member: 'seg_ua' }] });
    const runId = await refresh();
    expect(await membersOf('seg_ua')).toBe(100);
    expect(await membersOf('seg_big')).toBe(33);
    expect(await stores.segments.get('seg_ua')).toMatchObject({ size: 100, refreshedAt: expect.any(Number) });
    expect(await stores.segments.history('seg_big', 5)).toMatchObject([{ size: 33, entered: 33, left: 0 }]);
    expect(await stores.runs.get(runId)).toMatchObject({ status: 'succeeded' });
  });

  it('writes only differences', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    await refresh();
    const version = async () => (await stores.customers.get('c0'))!.version;
    const before = await version();
    const runId = await refresh();
    expect(await version()).toBe(before);
    expect((await stores.runs.shardsOf(runId)).reduce((sum, { changed }) => sum + changed, 0)).toBe(0);
    expect(await stores.segments.history('seg_ua', 1)).toMatchObject([{ size: 100, entered: 0, left: 0 }]);
  });

  it('tells the timeline who entered and who left, and keeps since when the others are in', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    await refresh();
    const since = (await stores.customers.get('c3'))!.segments['seg_ua'];
    await stores.customers.mutate('c0', (current) => ({ ...current!, attributes: { country: 'DE' } }));
    await refresh();
    expect((await stores.customers.get('c3'))!.segments['seg_ua']).toBe(since);
    expect((await stores.customers.get('c0'))!.segments).toEqual({});
    const { items } = await stores.timeline.list('c0', { limit: 10 });
    expect(items.map((item) => item.kind === 'event' && item.event.type)).toEqual(['segment.left', 'segment.entered']);
    expect(await stores.segments.history('seg_ua', 1)).toMatchObject([{ size: 99, entered: 0, left: 1 }]);
  });

  it('takes people out of a segment that was deleted', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    await refresh();
    await stores.segments.remove('seg_ua');
    await refresh();
    expect(await membersOf('seg_ua')).toBe(0);
  });

  it('counts a time slice once that is repeated because its answer was lost', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    const { runId, shards } = await createPrepareRefresh(deps)({ runId: 'run_1' });
    for (const { shard } of shards) {
      await createRefreshShard(deps)({ runId, shard });
      await createRefreshShard(deps)({ runId, shard });
    }
    await createFinishRefresh(deps)({ runId });
    expect(await stores.segments.history('seg_ua', 5)).toMatchObject([{ size: 100, entered: 100 }]);
    expect((await stores.timeline.list('c0', { limit: 10 })).items).toHaveLength(1);
  });

  it('goes on after a time slice that used up its time', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    let now = clock.now();
    // Every look at the clock costs three seconds, so a time slice ends after a few pages.
    const slow = { ...deps, clock: () => (now += 3_000) };
    const { runId, shards } = await createPrepareRefresh(deps)({});
    let timeSlices = 0;
    for (const { shard } of shards) {
      for (let result: RefreshedShard | undefined; result?.done !== true; timeSlices++) {
        result = await createRefreshShard(slow)({ runId, shard, ...(result && { result }) });
      }
    }
    await createFinishRefresh(deps)({ runId });
    expect(timeSlices).toBeGreaterThan(shards.length);
    expect(await stores.segments.get('seg_ua')).toMatchObject({ size: 100 });
  });

  it('that is repeated after it succeeded does nothing', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    await refresh('run_9');
    expect((await createPrepareRefresh(deps)({ runId: 'run_9' })).shards).toEqual([]);
    expect(await createFinishRefresh(deps)({ runId: 'run_9' })).toEqual({ status: 'succeeded' });
    expect(await stores.segments.history('seg_ua', 5)).toHaveLength(1);
  });

  it('that fails keeps the reason, without the stack that Lambda adds', async () => {
    await createPrepareRefresh(deps)({ runId: 'run_8' });
    const Cause = JSON.stringify({ errorType: 'ValidationError', errorMessage: 'rule: is broken', trace: ['at x'] });
    await createFailRefresh(deps)({ runId: 'run_8', error: { Error: 'ValidationError', Cause } });
    const failure = 'ValidationError: rule: is broken';
    expect(await stores.runs.get('run_8')).toMatchObject({ status: 'failed', failure });
  });

  describe('on a schedule', () => {
    const start = (execution: string) => createPrepareRefresh(deps)({ start: {}, execution });

    it('ends quietly when it meets a refresh that runs, and leaves no record of its own', async () => {
      const first = await start('execution-1');
      expect(first.goesOn).toBe(true);
      expect(await start('execution-2')).toEqual({ runId: first.runId, goesOn: false, shards: [] });
      expect((await stores.runs.list({ limit: 10 })).items).toHaveLength(1);
    });

    it('keeps its run through a try that is repeated because its answer was lost', async () => {
      expect(await start('execution-1')).toEqual(await start('execution-1'));
    });

    it('takes over from an execution that was aborted', async () => {
      const { runId } = await start('execution-1');
      const asked: string[] = [];
      const status = async (_: string, execution: string) => (asked.push(execution), 'failed' as const);
      deps = { ...deps, workflows: { ...deps.workflows, status } };
      const second = await start('execution-2');
      expect(second.goesOn).toBe(true);
      expect(asked).toEqual(['execution-1']);
      expect(await stores.runs.get(runId)).toMatchObject({ status: 'failed', failure: expect.any(String) });
      expect(await createFinishRefresh(deps)({ runId })).toEqual({ status: 'failed' });
    });

    it('begins once, however many begin at the same time', async () => {
      const prepared = await Promise.all([1, 2, 3, 4, 5].map((each) => start(`execution-${each}`)));
      expect(prepared.filter(({ goesOn }) => goesOn)).toHaveLength(1);
      expect(new Set(prepared.map(({ runId }) => runId)).size).toBe(1);
    });
  });

  it('tells of the run how many were looked at, entered and left', async () => {
    await segment('seg_ua', { attribute: 'country', eq: 'UA' });
    const first = await refresh();
    expect(await stores.runs.get(first)).toMatchObject({
      totals: { scanned: 300, changed: 100, entered: 100, left: 0 },
    });
    await stores.customers.mutate('c0', (current) => ({ ...current!, attributes: { country: 'DE' } }));
    expect(await stores.runs.get(await refresh())).toMatchObject({ totals: { changed: 1, entered: 0, left: 1 } });
  });
});
