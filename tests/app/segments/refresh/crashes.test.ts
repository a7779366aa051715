import { beforeAll, describe, expect, it } from 'vitest';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { DAY_MS } from '../../../../core/shared/days.ts';
import { bucketOf, BUCKETS } from '../../../../core/shared/hash.ts';
import { memoryBlobs } from '../../../support/app.ts';
import { CrashError, dyingProcess, seeded, type CrashPoint } from '../../../support/crashing.ts';
import { refreshShard, type RefreshDeps } from '../../../support/refreshing.ts';
import { customer, sendDeps } from '../../../support/sending.ts';
import { useStores } from '../../../support/stores.ts';
import type { Stores } from '../../../../app/ports/stores/stores.ts';

// A refresh whose process dies, at any of its calls or at several, and is run again: its end is that of one that was
// never disturbed, to every membership, count and line of the timeline, and so is the refresh after it.

const SHARD = 7;
const START = Date.UTC(2026, 2, 1, 9);
const ids = Array.from({ length: 5_000 }, (_, index) => `c${index}`)
  .filter((id) => bucketOf(id) === SHARD)
  .slice(0, 9);
const nth = (index: number) => ids[index]!;
const ending = (day: number) => new Date(START + day * DAY_MS).toISOString().slice(0, 10);

const dynamo = useStores();
let now = START;
let stores: Stores;
let calls = 0;

beforeAll(async () => {
  stores = await dynamo.fresh({ clock: () => now });
  const segment = (id: string, rule: unknown) =>
    stores.segments.create({ id, name: id, rule: parseRule(rule), ruleVersion: 1, createdAt: now });
  await segment('seg_ua', { attribute: 'country', eq: 'UA' });
  await segment('seg_over', { attribute: 'ends', before: 'today' });
  await segment('seg_unsent', { metric: 'sends', eq: 0 });
});

/** A process that works on the shard, and dies at the point if there is one. */
async function work(deps: RefreshDeps, runId: string, point?: CrashPoint): Promise<void> {
  const { wrapped, ...process } = dyingProcess(point);
  const mortal: RefreshDeps = {
    ...deps,
    blobs: wrapped(deps.blobs, ['write']),
    stores: {
      ...deps.stores,
      customers: wrapped(deps.stores.customers, ['updateMembership', 'getManyStored', 'between']),
      timeline: wrapped(deps.stores.timeline, ['appendAll']),
      runs: wrapped(deps.stores.runs, ['get', 'saveShard']),
    },
  };
  try {
    await refreshShard(mortal, runId, SHARD);
  } catch (error) {
    // A re-evaluation index that cannot be written is no reason to stop; the next call of a dead process is.
    if (!(error instanceof CrashError)) throw error;
  }
  calls = process.calls();
}

/** The same story each time, of other customers; the second refresh dies at the points, one after the other. */
async function story(points: readonly CrashPoint[]) {
  for (const id of ids) {
    await stores.customers.remove(id);
    await stores.timeline.removeAll(id);
  }
  now = START;
  const given = sendDeps(stores, 'http://nowhere', () => now);
  const deps: RefreshDeps = { ...given, blobs: memoryBlobs() };
  await stores.customers.saveMany(
    ids.map((id, index) =>
      customer(id, { attributes: { country: index < 5 ? 'UA' : 'IR', ends: ending(index < 3 ? 0 : 9) } }),
    ),
  );
  const begun = async () => {
    const id = deps.ids('run');
    await stores.runs.create({ id, kind: 'segment-refresh', status: 'running', startedAt: now, shards: BUCKETS });
    return id;
  };
  await work(deps, await begun());
  now += DAY_MS;
  for (const [index, country] of [
    [0, 'IR'],
    [1, 'IR'],
    [5, 'UA'],
    [6, 'UA'],
    [7, 'DE'],
  ] as const) {
    await stores.customers.mutate(nth(index), (it) => ({ ...it!, attributes: { ...it!.attributes, country } }));
  }
  const runId = await begun();
  for (const point of points) await work(deps, runId, point);
  await work(deps, runId);
  now += DAY_MS;
  const last = await begun();
  await work(deps, last);
  const customers = await stores.customers.getMany(ids);
  const timelines = await Promise.all(ids.map((id) => stores.timeline.list(id, { limit: 50 })));
  const [second] = await stores.runs.shardsOf(runId);
  const [third] = await stores.runs.shardsOf(last);
  return {
    members: ids.map((id) => [customers.get(id)?.segments, customers.get(id)?.version]),
    told: timelines.map(({ items }) => items.map(({ id, at }) => [id, at]).sort()),
    counted: [second?.scanned, second?.changed, second?.segments],
    afterwards: [third?.mode, third?.evaluated, third?.changed, third?.segments],
  };
}

describe('a refresh that dies', () => {
  it('at any of its calls, before or after it took effect, ends as if it had not', async () => {
    const calm = await story([]);
    expect(calm.counted).toMatchObject([
      9,
      5,
      { seg_ua: { size: 5, entered: 2, left: 2 }, seg_over: { size: 3, entered: 3, left: 0 }, seg_unsent: { size: 9 } },
    ]);
    expect(calm.afterwards).toMatchObject(['incremental', 0, 0, {}]);
    const count = (await story([{ call: 1_000, when: 'after' }]), calls);
    expect(count).toBeGreaterThan(3);
    for (let call = 1; call <= 20; call++) {
      for (const when of ['before', 'after'] as const) expect(await story([{ call, when }])).toEqual(calm);
    }
  });

  it('many times in a row ends as if it had not', async () => {
    const calm = await story([]);
    const random = seeded(7);
    for (let round = 0; round < 15; round++) {
      const points = Array.from({ length: 6 }, () => ({
        call: 1 + Math.floor(random() * 14),
        when: random() < 0.5 ? ('before' as const) : ('after' as const),
      }));
      expect(await story(points)).toEqual(calm);
    }
  });
});
