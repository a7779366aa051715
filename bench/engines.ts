import { decodeCustomer } from '../core/customers/codec.ts';
import type { StoredCustomer } from '../core/customers/storedItem.ts';
import { compileRule, compileSegments } from '../core/segments/compile/compile.ts';
import { contextAt } from '../core/segments/evaluation/context.ts';
import { byHandPlain, engineRules, type PlainCustomer } from './engineRules.ts';
import { byHand, NOW, sampleItem, SIX_CLAUSES, TWENTY } from './ruleSamples.ts';
import { assertCounted, deciding, measure, perSecond } from './ruleTiming.ts';
import { printTable } from './table.ts';

// The same rule on the same customers in one run. Peyk and the hand-written rule read items as DynamoDB's JSON has them;
// the others get plain objects, decoded beforehand at no cost to them.

const CUSTOMERS = 2000;
const context = contextAt(NOW, 'UTC', 'USD');

/** Items as out of a Query: fresh from JSON, not shared with whoever made them. */
function storedItems(): readonly StoredCustomer[] {
  const text = JSON.stringify(Array.from({ length: CUSTOMERS }, (_, n) => sampleItem(n)));
  return JSON.parse(text) as StoredCustomer[];
}

function plainOf(item: StoredCustomer): PlainCustomer {
  const { country, age, plan, vip, points, tags } = decodeCustomer(item).attributes;
  return { country, age, plan, vip, points, tags } as PlainCustomer;
}

export function printEngines(): Promise<void> {
  const stored = storedItems();
  const plain = stored.map(plainOf);
  const others = compileSegments(TWENTY);
  // Where other rules have run, the engine can no longer guess which clause comes next: this is what a refresh sees.
  for (let pass = 0; pass < 50; pass++) for (const item of stored) others.evaluate(item, context);
  const compiled = compileRule(SIX_CLAUSES, () => undefined);
  const engines = Object.entries(engineRules());
  const expected = stored.map((item) => byHand(item));
  assertSame(
    'Peyk',
    expected,
    stored.map((item) => compiled(item, context)),
  );
  assertSame('plain', expected, plain.map(byHandPlain));
  for (const [name, decide] of engines) assertSame(name, expected, plain.map(decide));

  const ns = measure<string>({
    hand: deciding(stored, 50, byHand),
    handPlain: deciding(plain, 50, byHandPlain),
    peyk: deciding(stored, 50, (item) => compiled(item, context)),
    ...Object.fromEntries(engines.map(([name, decide]) => [name, deciding(plain, 1, decide)])),
  });
  assertCounted();
  const row = (title: string, name: string) => [
    title,
    ns(name).toFixed(0),
    perSecond(ns(name)),
    (ns(name) / ns('peyk')).toFixed(2),
    (ns('hand') / ns(name)).toFixed(3),
  ];
  const fastest = Math.min(...engines.map(([name]) => ns(name)));
  printTable(
    `A rule of 6 attribute clauses in one run, one core; all agree on the ${expected.filter(Boolean).length} of ${CUSTOMERS} customers`,
    [
      ['', 'ns', 'evaluations', 'times as long as Peyk', 'relative to by hand'],
      row('Peyk, compiled, after 20 other segments', 'peyk'),
      row('by hand on the same items', 'hand'),
      row('by hand on plain objects', 'handPlain'),
      ...engines.map(([name]) => row(`${name} on plain objects`, name)),
      ['budget for Peyk', '', '10 M/s', '', '0.333'],
    ],
  );
  console.log(`Peyk against the fastest of the other engines: ${(fastest / ns('peyk')).toFixed(1)} times (budget 4)`);
  return Promise.resolve();
}

function assertSame(name: string, expected: readonly boolean[], answers: readonly boolean[]): void {
  const wrong = answers.findIndex((answer, index) => answer !== expected[index]);
  if (wrong !== -1) throw new Error(`${name} decides otherwise about customer ${wrong}`);
}

if (import.meta.main) await printEngines();
