import { beforeEach, describe, expect, it } from 'vitest';
import type { Customer } from '../../../../core/customers/customer.ts';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { DAY_MS } from '../../../../core/shared/days.ts';
import { NotFoundError } from '../../../../core/shared/errors.ts';
import { bucketOf, BUCKETS } from '../../../../core/shared/hash.ts';
import { createRefreshShard, type RefreshedShard } from '../../../../functions/tasks/RefreshShard.ts';
import { sumSegments, type SegmentCounts } from '../../../../app/segments/refresh/found.ts';
import { memoryBlobs } from '../../../support/app.ts';
import { effortOf, refreshShard, type RefreshDeps } from '../../../support/refreshing.ts';
import { customer, givenCampaign, sendDeps, virtualClock, type VirtualClock } from '../../../support/sending.ts';
import { useStores } from '../../../support/stores.ts';
import type { Run } from '../../../../core/segments/run.ts';
import type { Stores } from '../../../../app/ports/stores/stores.ts';

const dynamo = useStores();
/** Everybody lives in these two of 256 shards, and only they are refreshed: each partition costs a round trip. */
const SHARDS = [7, 8];
const PEOPLE = 120;
const ids = Array.from({ length: 30_000 }, (_, index) => `c${index}`)
  .filter((id) => SHARDS.includes(bucketOf(id)))
  .slice(0, PEOPLE);
/** The nth customer's id. */
const nth = (index: number) => ids[index]!;
const START = Date.UTC(2026, 2, 1, 9);
let clock: VirtualClock;
let stores: Stores;
let deps: RefreshDeps;
let warnings: object[];

const onDay = (day: number) => new Date(START + day * DAY_MS).toISOString().slice(0, 10);

beforeEach(async () => {
  clock = virtualClock(START);
  stores = await dynamo.fresh({ clock: () => clock.now() });
  warnings = [];
  const given = sendDeps(stores, 'http://nowhere', clock.now);
  deps = { ...given, log: { ...given.log, warn: (fields) => warnings.push(fields) }, blobs: memoryBlobs() };
  await stores.customers.saveMany(
    // One in ten has something that ends on each of the first days.
    Array.from({ length: PEOPLE }, (_, index) =>
      customer(nth(index), { attributes: { country: index % 2 === 0 ? 'UA' : 'IR', ends: onDay(index % 10) } }),
    ),
  );
  await segment('seg_ua', { attribute: 'country', eq: 'UA' });
  await segment('seg_over', { attribute: 'ends', before: 'today' });
});

const segment = (id: string, rule: unknown) =>
  stores.segments.create({ id, name: id, rule: parseRule(rule), ruleVersion: 1, createdAt: clock.now() });

async function begun(shards = BUCKETS, over: Partial<Run> = {}): Promise<string> {
  const id = deps.ids('run');
  const kind = 'segment-refresh';
  await stores.runs.create({ id, kind, status: 'running', startedAt: clock.now(), shards, ...over });
  return id;
}

/** A refresh, how much it did, and what it counted. The clock goes on by an hour. */
async function refreshed(shards = BUCKETS, over: Partial<Run> = {}) {
  const runId = await begun(shards, over);
  for (const shard of new Set(SHARDS.map((each) => Math.floor((each * shards) / BUCKETS)))) {
    await refreshShard(deps, runId, shard);
  }
  clock.advance(3_600_000);
  counts = Object.fromEntries(sumSegments((await stores.runs.shardsOf(runId)).map(({ segments }) => segments)));
  return effortOf(deps, runId);
}

async function* damaged() {
  yield Buffer.from('not a re-evaluation index');
}

/** Of the last refresh, by segment. */
let counts: Record<string, SegmentCounts> = {};
const move = (id: string, country: string) =>
  stores.customers.mutate(id, (current) => ({ ...current!, attributes: { ...current!.attributes, country } }));

const FULL = { modes: ['full'], scanned: PEOPLE, evaluated: PEOPLE };
const NOTHING = { modes: ['incremental'], scanned: PEOPLE, evaluated: 0, evaluations: 0, changed: 0 };

describe('a refresh after another one', () => {
  it('evaluates nobody where nothing has happened, and counts the same sizes', async () => {
    expect(await refreshed()).toMatchObject({ ...FULL, evaluations: 2 * PEOPLE });
    expect(await refreshed()).toEqual(NOTHING);
    expect(counts).toEqual({
      seg_ua: { size: 60, entered: 0, left: 0 },
      seg_over: { size: 0, entered: 0, left: 0 },
    });
  });

  it('evaluates whoever was written since, and nobody else', async () => {
    await refreshed();
    await move(nth(0), 'IR');
    await move(nth(1), 'UA');
    await move(nth(3), 'UA');
    expect(await refreshed()).toMatchObject({ evaluated: 3, evaluations: 6, changed: 3 });
    expect(counts['seg_ua']).toEqual({ size: 61, entered: 2, left: 1 });
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('evaluates on its day whomever the calendar moves, and of the rules only the one that it changes', async () => {
    await refreshed();
    clock.advance(DAY_MS);
    expect(await refreshed()).toMatchObject({ evaluated: 12, evaluations: 12, changed: 12 });
    expect(counts).toMatchObject({ seg_over: { size: 12, entered: 12 }, seg_ua: { size: 60, entered: 0 } });
    clock.advance(3 * DAY_MS);
    expect(await refreshed()).toMatchObject({ evaluated: 36, evaluations: 36, changed: 36 });
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('evaluates everybody once after a rule was changed, added or deleted, and after the zone or currency was', async () => {
    await refreshed();
    const changes = [
      () => segment('seg_ir', { attribute: 'country', eq: 'IR' }),
      () =>
        stores.segments.mutate('seg_ir', (one) => ({ ...one, rule: parseRule({ attribute: 'country', ne: 'UA' }) })),
      () => stores.segments.remove('seg_ir'),
      () => stores.settings.save({ timeZone: 'Asia/Tehran' }),
      () => stores.settings.save({ currency: 'EUR' }),
    ];
    for (const change of changes) {
      await change();
      expect(await refreshed()).toMatchObject(FULL);
      expect(await refreshed()).toEqual(NOTHING);
    }
    expect((await stores.customers.get(nth(1)))?.segments).toEqual({});
    await stores.segments.mutate('seg_ua', (one) => ({ ...one, name: 'Ukraine' }));
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('knows that somebody who was erased and came back under the same id is somebody new', async () => {
    await refreshed();
    const { version } = (await stores.customers.get(nth(1)))!;
    await stores.customers.remove(nth(1));
    let back: Customer = { ...customer(nth(1)), createdAt: clock.now(), attributes: { country: 'UA' } };
    while (back.version < version) back = { ...back, ...(await stores.customers.save(back)) };
    expect(await refreshed()).toMatchObject({ evaluated: 1, changed: 1 });
    await stores.customers.remove(nth(1));
    expect(await refreshed()).toMatchObject({ scanned: PEOPLE - 1, evaluated: 0 });
    expect(counts['seg_ua']).toMatchObject({ size: 60 });
  });

  it('evaluates everybody after the clock went back: what was found says nothing of days before it', async () => {
    clock.advance(5 * DAY_MS);
    await refreshed();
    clock.advance(-3 * DAY_MS);
    expect(await refreshed()).toMatchObject({ ...FULL, changed: 36 });
    clock.advance(2 * DAY_MS);
    expect(await refreshed()).toMatchObject({ modes: ['incremental'], evaluated: 24, changed: 24 });
  });

  it('evaluates everybody when it is told to', async () => {
    await refreshed();
    expect(await refreshed(BUCKETS, { full: true })).toMatchObject({ ...FULL, changed: 0 });
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('evaluates of those who stayed as they were only what reads more than them and the calendar', async () => {
    await segment('seg_unsent', { metric: 'sends', eq: 0 });
    await segment('seg_quiet', { all: [{ member: 'seg_unsent' }, { member: 'seg_ua' }] });
    const sent = await givenCampaign(stores, clock.now, { shards: 1, status: 'sent', sentAt: clock.now() });
    await refreshed();
    expect(counts).toMatchObject({ seg_unsent: { size: PEOPLE }, seg_quiet: { size: 60 } });
    expect(await refreshed()).toEqual({ ...NOTHING, evaluations: 2 * PEOPLE });
    const entries = [0, 1, 2].map((index) => ({ customerId: nth(index), segments: [], result: 'accepted' as const }));
    await stores.ledger.putChunks([
      {
        ...{ campaignId: sent.id, shard: 0, seq: 0, kind: 'send', arm: 'treatment', language: 'en', state: 'done' },
        ...{ attempt: 1, version: 1, entries: entries.map((entry) => ({ ...entry, at: clock.now() })) },
      },
    ]);
    expect(await refreshed()).toMatchObject({ modes: ['incremental'], evaluated: 0, changed: 3 });
    expect(counts).toMatchObject({ seg_unsent: { size: PEOPLE - 3, left: 3 }, seg_quiet: { size: 58, left: 2 } });
    expect(await refreshed()).toMatchObject({ modes: ['incremental'], evaluated: 0, changed: 0 });
  });

  it('evaluates everybody once in 30 days, however right all looks', async () => {
    await refreshed();
    clock.advance(29 * DAY_MS);
    expect(await refreshed()).toMatchObject({ modes: ['incremental'] });
    clock.advance(DAY_MS);
    expect(await refreshed()).toMatchObject(FULL);
    clock.advance(DAY_MS);
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('evaluates everybody where the re-evaluation index is gone, damaged, or cannot be read', async () => {
    const all = { ...FULL, changed: 0 };
    await refreshed();
    deps = { ...deps, blobs: memoryBlobs() };
    expect(await refreshed()).toMatchObject(all);
    for (const shard of SHARDS) await deps.blobs.write(`agenda/${shard}-${shard + 1}`, damaged());
    expect(await refreshed()).toMatchObject(all);
    expect(warnings).toEqual([]);
    const { blobs } = deps;
    const failing = (): never => {
      throw Object.assign(new Error('slow down'), { name: 'SlowDown' });
    };
    deps = { ...deps, blobs: { ...blobs, read: failing } };
    expect(await refreshed()).toMatchObject(all);
    deps = { ...deps, blobs: { ...blobs, write: failing } };
    expect(await refreshed()).toEqual(NOTHING);
    const warned = SHARDS.map((from) => ({ from, to: from + 1, error: 'SlowDown' }));
    expect(warnings).toEqual([...warned, ...warned]);
  });

  it('looks again at whom somebody else wrote while it did', async () => {
    await refreshed();
    await move(nth(1), 'UA');
    const { customers } = stores;
    let disturbed = false;
    const updateMembership: typeof customers.updateMembership = async (item, change, now) => {
      if (!disturbed) await move(nth(1), 'IR');
      disturbed = true;
      return customers.updateMembership(item, change, now);
    };
    const calm = deps;
    deps = { ...deps, stores: { ...stores, customers: { ...customers, updateMembership } } };
    expect(await refreshed()).toMatchObject({ evaluated: 1, changed: 0 });
    deps = calm;
    expect(await refreshed()).toMatchObject({ evaluated: 1, changed: 0 });
    expect(await refreshed()).toEqual(NOTHING);
  });

  it('keeps its re-evaluation index through time slices, each of them repeated, and evaluates nobody again', async () => {
    const others = Array.from({ length: 100 }, (_, index) => customer(`other${index}`));
    await stores.customers.saveMany(others);
    await refreshed(1);
    clock.advance(DAY_MS);
    await move(nth(1), 'UA');
    let now = clock.now();
    // Every look at the clock costs eleven seconds, so that a time slice ends after a page or two.
    const slow = createRefreshShard({ ...deps, clock: () => (now += 11_000) });
    const runId = await begun(1);
    let timeSlices = 0;
    let result: RefreshedShard | undefined;
    do {
      const input = { runId, shard: 0, ...(result && { result }) };
      const lost = await slow(input);
      result = await slow(input);
      expect([result.scanned, result.after]).toEqual([lost.scanned, lost.after]);
      timeSlices++;
    } while (!result.done);
    expect(timeSlices).toBeGreaterThan(1);
    expect(await effortOf(deps, runId)).toMatchObject({ modes: ['incremental'], scanned: PEOPLE + others.length });
    clock.advance(3_600_000);
    expect(await refreshed(1)).toEqual({ ...NOTHING, scanned: PEOPLE + others.length });
  });

  it('begins anew where the number of shards changes, and goes on with the old files when it changes back', async () => {
    expect(await refreshed(BUCKETS)).toMatchObject(FULL);
    expect(await refreshed(BUCKETS / 2)).toMatchObject(FULL);
    await move(nth(0), 'IR');
    expect(await refreshed(BUCKETS / 2)).toMatchObject({ modes: ['incremental'], evaluated: 1, changed: 1 });
    expect(await refreshed(BUCKETS)).toMatchObject({ modes: ['incremental'], evaluated: 1, changed: 0 });
    expect(await refreshed(BUCKETS)).toEqual(NOTHING);
  });

  it('leaves files without anybody in them by name', async () => {
    const files = new Map<string, Buffer>();
    const blobs: RefreshDeps['blobs'] = {
      ...memoryBlobs(),
      read: () => {
        throw new NotFoundError('blob', 'none');
      },
      async write(key, stream) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of stream) chunks.push(chunk);
        files.set(key, Buffer.concat(chunks));
        return { bytes: 0 };
      },
    };
    deps = { ...deps, blobs };
    await refreshed();
    expect([...files.keys()]).toEqual(['agenda/7-8', 'agenda/8-9']);
    const text = Buffer.concat([...files.values()]).toString('latin1');
    expect(text.length).toBeLessThan(PEOPLE * 12 + 400);
    for (const id of ids) expect(text).not.toContain(id);
  });
});
