import { decodeCustomer, encodeCustomer } from '../core/customers/codec.ts';
import { applyOrder } from '../core/customers/orders.ts';
import type { Rule } from '../core/segments/rule/rule.ts';
import { timeDependences } from '../core/segments/refresh/timeDependence.ts';
import { DAY_MS } from '../core/shared/days.ts';
import { shardCountFor } from '../core/shared/shards.ts';
import { withMemberships } from '../app/segments/memberships.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import { batchPut } from '../adapters/dynamo/batch.ts';
import { createDatabase } from '../adapters/dynamo/database.ts';
import { memoryBlobs } from '../tests/support/app.ts';
import { startEngine, type TestEngine } from '../tests/support/engine.ts';
import { effortOf, refreshShard, type RefreshDeps } from '../tests/support/refreshing.ts';
import { sendDeps } from '../tests/support/sending.ts';
import { NOW, sampleItem, TWENTY } from './ruleSamples.ts';
import { printTable } from './table.ts';

// What a refresh reads, writes and evaluates when it evaluates everybody, and when it leaves out whom nothing can have
// changed: units from the store's own meter, through the step that runs in AWS.

const SIZES = process.env['PEYK_BENCH_LARGE'] === '1' ? [10_000, 50_000, 200_000] : [10_000, 50_000];
const CHANGED = 0.02;

type Segments = readonly { readonly id: string; readonly rule: Rule }[];
const lookup = (id: string) => TWENTY.find((segment) => segment.id === id)?.rule;
const still = TWENTY.filter(({ rule }) => timeDependences([rule], lookup).any === 'never');
const SETS: Readonly<Record<string, Segments>> = {
  'the 20 segments of the sample': TWENTY,
  'these and one that is externally dependent': [
    ...TWENTY,
    { id: 'seg_unsent', rule: { metric: 'sends', within: '30d', eq: 0 } },
  ],
  [`the ${still.length} of them that no day changes`]: still,
};

interface Spent {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly evaluations: number;
  readonly evaluated: number;
  readonly seconds: number;
}

async function measure(engine: TestEngine, customers: number, segments: Segments): Promise<Record<string, Spent>> {
  let now = NOW;
  const clock = () => now;
  const options = { ...(await engine.fresh()), clock };
  const units = { readUnits: 0, writeUnits: 0 };
  const stores = createStores({
    ...options,
    onUsage: ({ readUnits, writeUnits }) => {
      units.readUnits += readUnits;
      units.writeUnits += writeUnits;
    },
  });
  await store(createDatabase(options), customers);
  for (const one of segments) await stores.segments.create({ ...one, name: one.id, ruleVersion: 1, createdAt: now });
  const deps: RefreshDeps = { ...sendDeps(stores, 'http://nowhere', clock), blobs: memoryBlobs() };

  const refresh = async (full = false): Promise<Spent> => {
    const before = { ...units };
    const started = performance.now();
    const id = deps.ids('run');
    const shards = shardCountFor(customers, 20_000);
    await stores.runs.create({ id, kind: 'segment-refresh', status: 'running', startedAt: now, shards, full });
    for (let shard = 0; shard < shards; shard++) await refreshShard(deps, id, shard);
    const seconds = (performance.now() - started) / 1_000;
    const { evaluations, evaluated } = await effortOf(deps, id);
    const readUnits = units.readUnits - before.readUnits;
    return { readUnits, writeUnits: units.writeUnits - before.writeUnits, evaluations, evaluated, seconds };
  };

  const first = await refresh();
  now += 60_000;
  const nothing = await refresh();
  const full = await refresh(true);
  now += DAY_MS;
  const calendar = await refresh();
  now += DAY_MS;
  for (let index = 0; index < customers * CHANGED; index++) {
    const { id } = decodeCustomer(sampleItem(index / CHANGED));
    const current = await stores.customers.get(id);
    if (!current) throw new Error(`${id} is missing`);
    const ordered = applyOrder(current, { amount: 4_900, currency: 'USD', placedAt: now }, 'UTC');
    await stores.customers.save((await withMemberships({ stores, clock }, ordered)).customer);
  }
  now += 60_000;
  const changed = await refresh();
  return {
    'first: everybody enters': first,
    'full, nothing happened': full,
    'nothing happened': nothing,
    'a day passed': calendar,
    'a day passed, 2 % ordered': changed,
  };
}

async function store(database: ReturnType<typeof createDatabase>, customers: number): Promise<void> {
  for (let from = 0; from < customers; from += 5_000) {
    const items = Array.from({ length: Math.min(5_000, customers - from) }, (_, index) =>
      encodeCustomer({ ...decodeCustomer(sampleItem(from + index)), segments: {}, version: 1 }),
    );
    await batchPut(database, 'customers', items);
  }
}

export async function printIncremental(): Promise<void> {
  for (const [name, segments] of Object.entries(SETS)) {
    for (const customers of SIZES) {
      const engine = await startEngine();
      try {
        const spent = await measure(engine, customers, segments);
        print(`${customers.toLocaleString('en')} customers, ${name}; per 1,000 customers`, customers, spent);
      } finally {
        await engine.stop();
      }
    }
  }
}

function print(title: string, customers: number, spent: Readonly<Record<string, Spent>>): void {
  const first = spent['first: everybody enters'];
  const per = (value: number) => ((value / customers) * 1_000).toFixed(1);
  const share = (value: number, all = 0) => `${((value / all) * 100).toFixed(1)} %`;
  printTable(title, [
    ['refresh', 'write units', 'of the first', 'read units', 'evaluated', 'rules', 'of the first', 'seconds'],
    ...Object.entries(spent).map(([what, one]) => [
      what,
      per(one.writeUnits),
      share(one.writeUnits, first?.writeUnits),
      per(one.readUnits),
      per(one.evaluated),
      per(one.evaluations),
      share(one.evaluations, first?.evaluations),
      one.seconds.toFixed(1),
    ]),
  ]);
}

if (import.meta.main) await printIncremental();
