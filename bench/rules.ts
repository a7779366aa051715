import type { StoredCustomer } from '../core/customers/storedItem.ts';
import { compileRule, compileSegments } from '../core/segments/compile/compile.ts';
import { contextAt } from '../core/segments/evaluation/context.ts';
import { byHand, NOW, sampleItem, SIX_CLAUSES, TWENTY } from './ruleSamples.ts';
import { assertCounted, deciding, measure, perSecond } from './ruleTiming.ts';
import { printTable } from './table.ts';

// How fast rules are decided on one core, on items as they come out of a Query (DynamoDB's JSON).

const CUSTOMERS = 2000;
const PASSES = 50;
const context = contextAt(NOW, 'UTC', 'USD');

function printClauses(items: readonly StoredCustomer[]): void {
  const over = (decide: (item: StoredCustomer) => boolean) => deciding(items, PASSES, decide);
  const hand = over(byHand);
  const only = compileRule(SIX_CLAUSES, () => undefined);
  if (items.some((item) => only(item, context) !== byHand(item))) throw new Error('The two rules are not the same');
  const alone = measure({ compiled: over((item) => only(item, context)), byHand: hand });
  // Where other rules have run, the engine can no longer guess which clause comes next: this is what a refresh sees.
  const others = compileSegments(TWENTY);
  for (let pass = 0; pass < PASSES; pass++) for (const item of items) others.evaluate(item, context);
  const among = compileRule(SIX_CLAUSES, () => undefined);
  const busy = measure({ compiled: over((item) => among(item, context)), byHand: hand });
  const row = (name: string, ns: number, by: number) => [name, ns.toFixed(0), perSecond(ns), (by / ns).toFixed(2)];
  printTable(
    `A rule of 6 attribute clauses, one core, ${items.filter(byHand).length} of ${items.length} customers match`,
    [
      ['', 'ns', 'evaluations', 'relative to by hand'],
      row('compiled, the only rule', alone('compiled'), alone('byHand')),
      row('compiled, after 20 other segments', busy('compiled'), busy('byHand')),
      row('by hand in JavaScript', busy('byHand'), busy('byHand')),
      ['budget', '', '10 M/s', '0.33'],
    ],
  );
}

export function printRules(): Promise<void> {
  const text = JSON.stringify(Array.from({ length: CUSTOMERS }, (_, n) => sampleItem(n)));
  const items = JSON.parse(text) as StoredCustomer[];
  printClauses(items);
  assertCounted();
  return Promise.resolve();
}

if (import.meta.main) await printRules();
