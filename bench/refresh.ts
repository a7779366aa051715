import { creationText, storedId, storedVersion } from '../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../core/customers/storedItem.ts';
import { indexKey } from '../core/segments/refresh/reevaluationIndex.ts';
import { encodeIndex } from '../core/segments/refresh/indexCodec.ts';
import { draftIndex } from '../core/segments/refresh/indexDraft.ts';
import { contextAt } from '../core/segments/evaluation/context.ts';
import { membershipChange } from '../core/segments/refresh/membership.ts';
import { compileRefresh, type RefreshRules } from '../core/segments/refresh/refreshRules.ts';
import { NOW, sampleItem, TWENTY } from './ruleSamples.ts';
import { assertCounted, count, measure, threadClock } from './ruleTiming.ts';
import { printTable } from './table.ts';

// What a full refresh does on one core besides waiting: from the bytes of DynamoDB's answers to the differences of
// membership and the re-evaluation index for the next one. The answers are made once, before anything is timed.

const SIZES = [10_000, 50_000, 200_000];
/** A page of DynamoDB ends at 1 MB: about as many customers. */
const PAGE = 800;
const context = contextAt(NOW, 'UTC', 'USD');

/** Pages of answers; 10,000 different customers come again and again. */
function answers(items: readonly string[], customers: number): Buffer[] {
  const pages: Buffer[] = [];
  for (let from = 0; from < customers; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, customers - from) }, (_, n) => items[(from + n) % items.length]);
    pages.push(Buffer.from(`{"Items":[${page.join(',')}],"Count":${page.length},"ScannedCount":${page.length}}`));
  }
  return pages;
}

const parse = (page: Buffer) => JSON.parse(page.toString('utf8')) as { Items: readonly StoredCustomer[] };

function refresh(pages: readonly Buffer[], rules: RefreshRules): void {
  const draft = draftIndex();
  for (const page of pages) {
    for (const item of parse(page).Items) {
      const change = membershipChange(item, rules.ids, rules.evaluate(item, context), { all: true });
      if (change) count(change.enter.length + change.leave.length);
      draft.add(indexKey(storedId(item), creationText(item)), storedVersion(item), rules.due(item, context));
    }
  }
  const header = { rulesetFingerprint: 'bench', run: 'bench', today: context.today, fullAt: context.at };
  count(encodeIndex(draft.finish(header, { done: true })).length);
}

/** The exponent of growth from one size to another: 1 is linear. */
function exponent(from: readonly [size: number, ms: number], to: readonly [size: number, ms: number]): number {
  return Math.log(to[1] / from[1]) / Math.log(to[0] / from[0]);
}

export function printRefresh(): Promise<void> {
  const segments = compileRefresh(TWENTY, () => false);
  const items = Array.from({ length: 10_000 }, (_, n) => JSON.stringify(sampleItem(n)));
  const rows: string[][] = [];
  const times: (readonly [number, number])[] = [];
  let bytes = 0;
  for (const size of SIZES) {
    const pages = answers(items, size);
    bytes = Math.round(pages.reduce((sum, page) => sum + page.length, 0) / size);
    // Small ones are run again and again within a round: the clock of a thread is a coarse one.
    const again = Math.max(...SIZES) / size;
    const ns = measure(
      {
        bare: {
          calls: size * again,
          round: () => {
            for (let run = 0; run < again; run++) for (const page of pages) count(parse(page).Items.length);
          },
        },
        refresh: {
          calls: size * again,
          round: () => {
            for (let run = 0; run < again; run++) refresh(pages, segments);
          },
        },
      },
      { rounds: 3, clock: threadClock },
    );
    times.push([size, ns('refresh') * size]);
    const [first = [size, NaN] as const] = times;
    rows.push([
      size.toLocaleString('en'),
      (ns('bare') / 1000).toFixed(2),
      (ns('refresh') / 1000).toFixed(2),
      ((ns('refresh') * size) / 1e9).toFixed(2),
      (ns('bare') / ns('refresh')).toFixed(2),
      size === SIZES[0] ? '' : exponent(first, [size, ns('refresh') * size]).toFixed(3),
    ]);
  }
  assertCounted();
  printTable(
    `Response bytes to membership in 20 segments and the re-evaluation index, one core, ${bytes} bytes a customer`,
    [
      ['customers', 'JSON.parse (us each)', 'refresh (us each)', 'refresh (s)', 'speed against JSON.parse', 'exponent'],
      ...rows,
      ['budget', '', '', '', '0.50', '1.05'],
    ],
  );
  return Promise.resolve();
}

if (import.meta.main) await printRefresh();
