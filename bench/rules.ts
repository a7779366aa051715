import type { StoredCustomer } from '../core/customers/storedItem.ts';
import { compileRule, compileSegments, contextAt } from '../core/segments/compile.ts';
import { membershipChange } from '../core/segments/membership.ts';
import { byHand, NOW, sampleItem, SIX_CLAUSES, TWENTY } from './ruleSamples.ts';
import { printTable } from './table.ts';

// How fast rules are decided on one core, on items as they come out of a Query (DynamoDB's JSON).

const CUSTOMERS = 2000;
const ROUNDS = 40;
const context = contextAt(NOW, 'UTC', 'USD');

// What is counted goes here, so that no loop can be left out as useless.
let matched = 0;

/**
 * Nanoseconds per call, the fastest round of each. The contestants take turns, so that a busy machine slows all of
 * them; short rounds find the moments when it is not.
 */
function measure(contestants: Readonly<Record<string, { calls: number; round: () => void }>>): Record<string, number> {
  const fastest = new Map(Object.keys(contestants).map((name) => [name, Infinity]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const from = process.hrtime.bigint();
      contestant.round();
      const each = Number(process.hrtime.bigint() - from) / contestant.calls;
      if (each < (fastest.get(name) ?? Infinity)) fastest.set(name, each);
    }
  }
  return Object.fromEntries(fastest);
}

const perSecond = (ns = NaN) => `${(1000 / ns).toFixed(1)} M/s`;

function printClauses(items: readonly StoredCustomer[]): void {
  const passes = 50;
  const over = (decide: (item: StoredCustomer) => boolean) => ({
    calls: items.length * passes,
    round: () => {
      for (let pass = 0; pass < passes; pass++) for (const item of items) if (decide(item)) matched++;
    },
  });
  const hand = over((item) => byHand(item));
  const only = compileRule(SIX_CLAUSES, () => undefined);
  if (items.some((item) => only(item, context) !== byHand(item))) throw new Error('The two rules are not the same');
  const alone = measure({ compiled: over((item) => only(item, context)), byHand: hand });
  // Where other rules have run, the engine can no longer guess which clause comes next: this is what a refresh sees.
  const others = compileSegments(TWENTY);
  for (let pass = 0; pass < passes; pass++) for (const item of items) if (others.evaluate(item, context)[0]) matched++;
  const among = compileRule(SIX_CLAUSES, () => undefined);
  const busy = measure({ compiled: over((item) => among(item, context)), byHand: hand });
  const row = (name: string, ns = NaN, by = NaN) => [name, ns.toFixed(0), perSecond(ns), (by / ns).toFixed(2)];
  printTable(
    `A rule of 6 attribute clauses, one core, ${items.filter(byHand).length} of ${items.length} customers match`,
    [
      ['', 'ns', 'evaluations', 'relative to by hand'],
      row('compiled, the only rule', alone['compiled'], alone['byHand']),
      row('compiled, after 20 other segments', busy['compiled'], busy['byHand']),
      row('by hand in JavaScript', busy['byHand'], busy['byHand']),
      ['budget', '', '10 M/s', '0.33'],
    ],
  );
}

function printRefresh(items: readonly StoredCustomer[]): void {
  const pages = Array.from({ length: 20 }, (_, page) =>
    JSON.stringify({ Items: items.slice(page * 100, page * 100 + 100) }),
  );
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);
  const segments = compileSegments(TWENTY);
  const parse = (page: string) => (JSON.parse(page) as { Items: StoredCustomer[] }).Items;
  const ns = measure({
    parse: { calls: items.length, round: () => pages.forEach((page) => (matched += parse(page).length)) },
    refresh: {
      calls: items.length,
      round: () => {
        for (const page of pages) {
          for (const item of parse(page)) {
            const change = membershipChange(item, segments.ids, segments.evaluate(item, context), { all: true });
            if (change) matched += change.enter.length;
          }
        }
      },
    },
    rules: {
      calls: items.length,
      round: () => {
        for (const item of items) if (segments.evaluate(item, context)[2]) matched++;
      },
    },
  });
  const us = (name: string) => ((ns[name] ?? NaN) / 1000).toFixed(2);
  printTable(
    `From response bytes to membership in 20 segments, one core, ${Math.round(bytes / items.length)} bytes a customer`,
    [
      ['', 'microseconds a customer', 'relative speed', 'budget'],
      ['JSON.parse alone', us('parse'), '1.00', ''],
      [
        'JSON.parse, 20 segments, differences',
        us('refresh'),
        ((ns['parse'] ?? NaN) / (ns['refresh'] ?? NaN)).toFixed(2),
        '0.50',
      ],
      ['20 segments alone, already parsed', us('rules'), '', ''],
    ],
  );
}

export function printRules(): Promise<void> {
  const text = JSON.stringify(Array.from({ length: CUSTOMERS }, (_, n) => sampleItem(n)));
  const items = JSON.parse(text) as StoredCustomer[];
  printClauses(items);
  printRefresh(items);
  if (matched === 0) throw new Error('Nobody matched: nothing was measured');
  return Promise.resolve();
}

if (import.meta.main) await printRules();
