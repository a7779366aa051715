import { encodeCustomer } from '../core/customers/codec.ts';
import { newCustomer, type Customer } from '../core/customers/customer.ts';
import { applyOrder } from '../core/customers/orders.ts';
import type { StoredCustomer, StoredValue } from '../core/customers/storedItem.ts';
import { contextAt } from '../core/segments/evaluation/context.ts';
import { parseRule } from '../core/segments/rule/parseRule.ts';
import type { Rule } from '../core/segments/rule/rule.ts';
import { fieldsOfRule } from '../core/segments/rule/fieldsOfRule.ts';
import { previewSegment } from '../app/segments/previewSegment.ts';
import { createRuleWaterfall } from '../app/segments/ruleWaterfall.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import { cdnowDays, hasCdnow } from '../tests/core/prediction/cdnow.ts';
import { startEngine, type TestEngine } from '../tests/support/engine.ts';
import { printTable } from './table.ts';

// How long a preview with its waterfall takes: its own work (CPU time from the bytes of the answers on), and the whole
// way through the embedded DynamoDB, which is a process of its own and shares the machine's cores with this one. There,
// CPU time of this process is ours, and the rest of the wall clock is spent waiting for DynamoDB.

const NOW = Date.UTC(1998, 6, 1);
const DAY = 86_400_000;
const PAGE = 800;
const ROUNDS = 3;
const BATCH = 1_000;

const RULES: Readonly<Record<string, Rule>> = {
  '1 attribute': parseRule({ attribute: 'country', eq: 'IR' }),
  '4 clauses': parseRule({
    all: [
      { attribute: 'country', in: ['IR', 'UA'] },
      { consent: 'email' },
      { metric: 'orders', gte: 2 },
      { metric: 'revenue', within: '1y', gte: 5000 },
    ],
  }),
};

/** Real purchase histories, one after the other and over again until there are enough, each with a small profile. */
function* customers(count: number): Generator<Customer> {
  const histories = [...cdnowDays('master').values()];
  for (let index = 0; index < count; index++) {
    let customer: Customer = {
      ...newCustomer(`customer-${index}`, NOW),
      email: `customer${index}@example.com`,
      language: 'en',
      attributes: { country: ['IR', 'UA', 'DE', 'US', 'FR'][index % 5]!, city: 'Springfield', points: index % 1000 },
      consent: { email: { granted: index % 4 !== 0, at: NOW, source: 'import' } },
      segments: { seg_one: NOW, seg_two: NOW },
    };
    for (const { day, amount } of histories[index % histories.length]!) {
      customer = applyOrder(customer, { amount, currency: 'USD', placedAt: day * DAY }, 'UTC');
    }
    yield customer;
  }
}

function project(item: StoredCustomer, fields: readonly string[] | undefined): StoredCustomer {
  if (!fields) return item;
  const kept: Record<string, StoredValue> = {};
  for (const field of fields) {
    const [name = '', entry] = field.split('/');
    const value = item[name];
    if (value === undefined) continue;
    if (entry === undefined) kept[name] = value;
    else if ('M' in value && value.M[entry]) kept[name] = { M: { [entry]: value.M[entry] } };
  }
  return kept;
}

/** CPU seconds (a busy machine does not count), the least of some rounds, from the bytes of every page to the waterfall. */
function ownWork(pages: readonly Buffer[], rule: Rule): number {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.cpuUsage();
    const waterfall = createRuleWaterfall(rule, contextAt(NOW, 'UTC', 'USD'), () => undefined);
    for (const page of pages) {
      const { Items } = JSON.parse(page.toString('utf8')) as { Items: StoredCustomer[] };
      for (const item of Items) waterfall.add(item);
    }
    const { user, system } = process.cpuUsage(from);
    fastest = Math.min(fastest, user + system);
  }
  return fastest / 1_000_000;
}

function pagesOf(items: readonly StoredCustomer[], fields: readonly string[] | undefined): Buffer[] {
  return Array.from({ length: Math.ceil(items.length / PAGE) }, (_, page) => {
    const Items = items.slice(page * PAGE, (page + 1) * PAGE).map((item) => project(item, fields));
    return Buffer.from(JSON.stringify({ Items }));
  });
}

const thousands = (value: number) => Math.round(value).toLocaleString('en');

function row(count: number, name: string, what: string, bytes: string, seconds: number): string[] {
  const million = seconds / (count / 1_000_000);
  const verdict = million <= 1 ? 'within 1 s' : `${million.toFixed(1)} times over 1 s`;
  return [
    thousands(count),
    name,
    what,
    bytes,
    seconds.toFixed(2),
    thousands(count / seconds),
    million.toFixed(1),
    verdict,
  ];
}

const HEAD = ['customers', 'rule', 'measured', 'bytes each', 'seconds', 'customers/s', 's at 1,000,000', 'budget 1 s'];

const THROUGH = ['customers', 'rule', 'wall clock', 'our CPU', 'of it parse and evaluate', 'engine', 'waiting'];

/** Own work by rule. What it holds is gone before the database is asked: a large heap would make its garbage costly. */
function printOwnWork(count: number): Map<string, number> {
  const items = Array.from(customers(count), encodeCustomer);
  const rows = [HEAD];
  const least = new Map<string, number>();
  for (const [name, rule] of Object.entries(RULES)) {
    for (const [what, fields] of [
      ['own work, whole items', undefined],
      ['own work, fields of the rule', fieldsOfRule(rule, () => undefined)],
    ] as const) {
      const pages = pagesOf(items, fields);
      const bytes = pages.reduce((sum, page) => sum + page.length, 0) / count;
      const seconds = ownWork(pages, rule);
      least.set(name, seconds);
      rows.push(row(count, name, what, bytes.toFixed(0), seconds));
    }
  }
  printTable('A preview with its waterfall on CDNOW histories, CPU time', rows);
  return least;
}

async function printCount(engine: TestEngine, count: number): Promise<void> {
  const stores = createStores({ ...(await engine.fresh()), clock: () => NOW });
  const least = printOwnWork(count);
  let batch: Customer[] = [];
  for (const customer of customers(count)) {
    batch.push(customer);
    if (batch.length < BATCH) continue;
    await stores.customers.saveMany(batch);
    batch = [];
  }
  await stores.customers.saveMany(batch);
  const rows = [THROUGH];
  for (const [name, rule] of Object.entries(RULES)) {
    const cpu = process.cpuUsage();
    const from = performance.now();
    const { scanned } = await previewSegment({ stores }, rule, NOW);
    const wall = (performance.now() - from) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    if (scanned !== count) throw new Error(`${scanned} of ${count} were scanned`);
    const ours = (user + system) / 1_000_000;
    const parsing = least.get(name) ?? 0;
    const rest = [ours - parsing, wall - ours].map((seconds) => Math.max(0, seconds).toFixed(2));
    rows.push([thousands(count), name, wall.toFixed(2), ours.toFixed(2), parsing.toFixed(2), ...rest]);
  }
  printTable('The same from request to answer, through the embedded engine, seconds', rows);
}

export async function printPreview(): Promise<void> {
  if (!hasCdnow) {
    console.log('The CDNOW data is not here: nothing to preview');
    return;
  }
  const engine = await startEngine();
  try {
    for (const count of [23_570, 200_000]) await printCount(engine, count);
  } finally {
    await engine.stop();
  }
}

if (import.meta.main) await printPreview();
