import type { StoredCustomer } from '../customers/storedItem.ts';
import {
  addHistory,
  decodeSummary,
  emptySummary,
  encodeSummary,
  mergeSummary,
  type EncodedSummary,
  type FittingSummary,
} from '../prediction/fittingSummary.ts';
import { storedHistory, storedOrders } from '../prediction/storedOrders.ts';
import { createDayCounter } from './dayCounter.ts';
import { decodeDistribution, encodeDistribution, type Distribution } from '../statistics/distribution.ts';
import type { FitContext } from './fitContext.ts';
import { createQuantileSketch, type QuantileSketch } from '../statistics/quantileSketch.ts';

/** Days since the last order, as RFM reads them: counted day by day, and not in bins of a sketch. */
export const RECENCY = 'recency';

/** A number of a customer as stored, NaN where there is none, whose distribution is kept under `key`. */
export interface SummaryReading {
  readonly key: string;
  readonly read: (item: StoredCustomer, context: FitContext) => number;
}

/** A summary as text: what the models are fitted to, and a distribution per key. */
export interface SummaryParts {
  readonly customers: number;
  readonly models: EncodedSummary;
  readonly distributions: Readonly<Record<string, string>>;
}

/** All that is fitted of customers with an order in the workspace's currency. Parts are summed up apart and merged. */
export interface ShopSummary {
  add(item: StoredCustomer): void;
  parts(): SummaryParts;
}

/** Sums up customers as stored, as of the day of `context`. */
export function createShopSummary(readings: readonly SummaryReading[], context: FitContext): ShopSummary {
  const models = emptySummary();
  const counters = readings.map(({ key, read }) => ({ key, read, sketch: counterOf(key)() }));
  let customers = 0;
  return {
    add(item) {
      if (!storedOrders(item, context.currency)) return;
      customers++;
      const history = storedHistory(item, context);
      if (history) addHistory(models, history);
      for (const { read, sketch } of counters) {
        const value = read(item, context);
        if (!Number.isNaN(value)) sketch.add(value);
      }
    },
    parts: () => ({
      customers,
      models: encodeSummary(models),
      distributions: Object.fromEntries(
        counters.map(({ key, sketch }) => [key, encodeDistribution(sketch.distribution())]),
      ),
    }),
  };
}

/** Counts the values under a key. */
function counterOf(key: string): () => QuantileSketch {
  return key === RECENCY ? createDayCounter : createQuantileSketch;
}

export interface MergedSummary {
  readonly customers: number;
  readonly models: FittingSummary;
  readonly distributions: ReadonlyMap<string, Distribution>;
}

/** Merges parts, in any order. A distribution that is missing in one of them (a rule came in between) is left out. */
export function createMerger(): { add(parts: SummaryParts): void; result(): MergedSummary } {
  const models = emptySummary();
  const sketches = new Map<string, { readonly sketch: Omit<QuantileSketch, 'add'>; parts: number }>();
  let [customers, parts] = [0, 0];
  return {
    add(part) {
      parts++;
      customers += part.customers;
      mergeSummary(models, decodeSummary(part.models));
      for (const [key, text] of Object.entries(part.distributions)) {
        const known = sketches.get(key) ?? {
          sketch: counterOf(key)(),
          parts: 0,
        };
        known.sketch.merge(decodeDistribution(text));
        known.parts++;
        sketches.set(key, known);
      }
    },
    result: () => ({
      customers,
      models,
      distributions: new Map(
        [...sketches].flatMap(([key, each]) =>
          each.parts === parts ? [[key, each.sketch.distribution()] as const] : [],
        ),
      ),
    }),
  };
}
