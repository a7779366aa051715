import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Customer } from '../../../../core/customers/customer.ts';
import type { Rule } from '../../../../core/segments/rule/rule.ts';
import { timeDependences } from '../../../../core/segments/refresh/timeDependence.ts';
import { DAY_MS } from '../../../../core/shared/days.ts';
import { bucketOf, BUCKETS } from '../../../../core/shared/hash.ts';
import { withMemberships } from '../../../../app/segments/memberships.ts';
import { customerIn, TODAY, ZONES } from '../../../core/customers/arbitraries.ts';
import { rule, SEGMENTS } from '../../../core/segments/ruleArbitraries.ts';
import { memoryBlobs } from '../../../support/app.ts';
import { refreshShard, type RefreshDeps } from '../../../support/refreshing.ts';
import { sendDeps } from '../../../support/sending.ts';
import { useStores } from '../../../support/stores.ts';
import type { Stores } from '../../../../app/ports/stores/stores.ts';

// Two shops to whom the same happens. One leaves out of its refreshes whom nothing can have changed; the other one
// evaluates everybody each time. Nobody may be able to tell them apart.

/** All customers live in these two of 256 shards, and only they are refreshed. */
const SHARDS = [7, 8];
const IDS = Array.from({ length: 5_000 }, (_, index) => `c${index}`)
  .filter((id) => SHARDS.includes(bucketOf(id)))
  .slice(0, 4);

const lookup = (id: string) => SEGMENTS.find((segment) => segment.id === id)?.rule;

type Happening =
  | { readonly kind: 'write'; readonly id: string; readonly content: Customer; readonly atOnce: boolean }
  | { readonly kind: 'erase'; readonly id: string }
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'zone'; readonly timeZone: string }
  | { readonly kind: 'currency'; readonly currency: string }
  | { readonly kind: 'jump'; readonly to: string }
  | { readonly kind: 'refresh'; readonly after: number };

const zone = fc.constantFrom(...ZONES);
const content = zone.chain(customerIn).map((customer) => ({
  ...customer,
  // DynamoDB keeps no number that is nearer to zero.
  attributes: Object.fromEntries(
    Object.entries(customer.attributes).map(([name, value]) => [
      name,
      typeof value === 'number' && Math.abs(value) < 1e-100 ? 0 : value,
    ]),
  ),
}));
const id = fc.constantFrom(...IDS);
/** Three in four can be changed by time. */
const moving = rule.filter((each) => timeDependences([each], lookup).any !== 'never');
const rules = fc.array(fc.oneof({ weight: 3, arbitrary: moving }, rule), { minLength: 2, maxLength: 6 });
/** The clocks of New York, the Persian new year, the last day of Esfand, a leap day, and a clock that goes back. */
const jumps = fc.constantFrom(
  ...['2026-03-08T05:30Z', '2026-03-20T21:00Z', '2026-03-21T12:00Z', '2026-11-01T05:30Z'],
  ...['2027-03-20T20:30Z', '2028-02-29T12:00Z', '2028-03-01T01:00Z', '2026-02-20T12:00Z'],
);

const hours = fc
  .oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 20, max: 24 * 45 }))
  .map((count) => count * 3_600_000);
const refreshed = hours.map((after) => ({ kind: 'refresh' as const, after }));

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), id, content, atOnce: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), id }) },
  { weight: 1, arbitrary: rules.map((all) => ({ kind: 'rules' as const, rules: all })) },
  { weight: 1, arbitrary: zone.map((timeZone) => ({ kind: 'zone' as const, timeZone })) },
  { weight: 1, arbitrary: fc.constantFrom('USD', 'EUR').map((currency) => ({ kind: 'currency' as const, currency })) },
  { weight: 2, arbitrary: jumps.map((to) => ({ kind: 'jump' as const, to })) },
  { weight: 16, arbitrary: refreshed },
);

const dynamo = useStores();
interface Shop {
  readonly deps: Omit<RefreshDeps, 'blobs'>;
  readonly stores: Stores;
  /** Whether it evaluates everybody, for what it remembers is taken away. */
  readonly forgets: boolean;
  blobs: RefreshDeps['blobs'];
}

let shops: readonly Shop[];
let now = 0;
let runs = 0;
const evaluated = { incremental: 0, full: 0 };

beforeAll(async () => {
  const shop = async (forgets: boolean) => {
    const stores = await dynamo.fresh({ clock: () => now });
    return { stores, forgets, deps: sendDeps(stores, 'http://nowhere', () => now), blobs: memoryBlobs() };
  };
  shops = [await shop(false), await shop(true)];
});

async function happen(what: Happening, shop: Shop): Promise<unknown> {
  const { stores, deps } = shop;
  switch (what.kind) {
    case 'write': {
      const current = await stores.customers.get(what.id);
      const { version = 0, createdAt = now, segments = {} } = current ?? {};
      const written = { ...what.content, id: what.id, version, createdAt, segments };
      const evaluated = what.atOnce ? (await withMemberships(deps, written)).customer : written;
      return stores.customers.save(evaluated);
    }
    case 'erase':
      return stores.customers.remove(what.id);
    case 'rules': {
      for (const { id: segmentId } of await stores.segments.all()) await stores.segments.remove(segmentId);
      const all = [...SEGMENTS, ...what.rules.map((each, index) => ({ id: `seg_${index}`, rule: each }))];
      for (const one of all) await stores.segments.create({ ...one, name: one.id, ruleVersion: 1, createdAt: now });
      return undefined;
    }
    case 'zone':
      return stores.settings.save({ timeZone: what.timeZone });
    case 'currency':
      return stores.settings.save({ currency: what.currency });
    case 'refresh': {
      const runId = `run_${String(runs).padStart(6, '0')}`;
      await stores.runs.create({
        id: runId,
        kind: 'segment-refresh',
        status: 'running',
        startedAt: now,
        shards: BUCKETS,
      });
      if (shop.forgets) shop.blobs = memoryBlobs();
      for (const shard of SHARDS) await refreshShard({ ...deps, blobs: shop.blobs }, runId, shard);
      return stores.runs.shardsOf(runId);
    }
    default:
      return undefined;
  }
}

function later(what: Happening): number {
  if (what.kind === 'jump') return Date.parse(what.to);
  return now + (what.kind === 'refresh' ? what.after : 1_000);
}

/** What a marketer sees: who is in which segment since when, and what the refresh counted. */
async function seen({ stores, forgets }: Shop) {
  const customers = await stores.customers.getMany(IDS);
  const shards = await stores.runs.shardsOf(`run_${String(runs).padStart(6, '0')}`);
  for (const shard of shards) evaluated[forgets ? 'full' : 'incremental'] += shard.evaluations ?? 0;
  return {
    members: IDS.map((each) => [each, customers.get(each)?.segments, customers.get(each)?.version]),
    counted: shards.map(({ segments, scanned, changed }) => ({ segments, scanned, changed })),
  };
}

it('an incremental refresh ends as a full one of a twin does, after whatever happened', async () => {
  const begin = rules.map((all) => ({ kind: 'rules' as const, rules: all }));
  const writing = (each: string) =>
    content.map((it) => ({ kind: 'write' as const, id: each, content: it, atOnce: true }));
  await fc.assert(
    fc.asyncProperty(
      begin,
      fc.tuple(...IDS.map(writing)),
      fc.array(happening, { minLength: 6, maxLength: 18 }),
      async (start, people, all) => {
        now = TODAY * DAY_MS + 12 * 3_600_000;
        for (const shop of shops) {
          shop.blobs = memoryBlobs();
          await shop.stores.settings.save({ timeZone: 'UTC', currency: 'USD' });
          for (const each of IDS) await shop.stores.customers.remove(each);
        }
        for (const what of [start, ...people, ...all, { kind: 'refresh', after: 1 } as const]) {
          now = later(what);
          if (what.kind === 'refresh') runs++;
          for (const shop of shops) await happen(what, shop);
          if (what.kind !== 'refresh') continue;
          const [left, right] = await Promise.all(shops.map(seen));
          expect(left).toEqual(right);
        }
      },
    ),
    // On a busy machine fewer histories are told: the engine answers slowly there.
    { numRuns: 40, interruptAfterTimeLimit: 25_000 },
  );
  expect(evaluated.incremental).toBeLessThan(evaluated.full * 0.8);
});
