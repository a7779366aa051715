import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { applyOrder, applyRefund } from '../../../core/customers/orders.ts';
import type { Distribution } from '../../../core/statistics/distribution.ts';
import { fitQuantities } from '../../../core/population/fitPopulation.ts';
import type { FittedModels } from '../../../core/population/fittedModels.ts';
import { summaryReadings } from '../../../core/segments/rule/summaryReadings.ts';
import { rfmScoresOf, type RfmReading } from '../../../core/population/rfmBorders.ts';
import { createMerger, createShopSummary } from '../../../core/population/shopSummary.ts';
import { contextAt } from '../../../core/segments/evaluation/context.ts';
import { DAY_MS, dayOf } from '../../../core/shared/days.ts';
import { shardOf } from '../../../core/shared/shards.ts';
import { cdnowDays, hasCdnow } from '../prediction/cdnow.ts';

const RETAIL = new URL('../../../../shared/data/online-retail/online_retail_sample.csv', import.meta.url);
const SHARDS = 8;

/** A shop of real data, and what is fitted of it in eight shards. */
export interface RealShop {
  readonly name: string;
  readonly customers: readonly Customer[];
  /** Of everybody with an order. */
  readonly readings: readonly RfmReading[];
  readonly fitted: FittedModels;
  readonly distributions: ReadonlyMap<string, Distribution>;
  /** Bytes of the eight summaries, and ms that summing up and merging and fitting took. */
  readonly cost: { readonly bytes: number; readonly summaryMs: number; readonly fitMs: number };
}

export const hasRealShops = hasCdnow && existsSync(RETAIL);

export function cdnowShop(): RealShop {
  const customers = [...cdnowDays('master')].map(([id, days]) =>
    days.reduce(
      (customer, { day, count, amount }) => {
        const placedAt = day * DAY_MS;
        return Array.from({ length: count }).reduce<Customer>(
          (each, _, index) => applyOrder(each, { amount: index === 0 ? amount : 0, currency: 'USD', placedAt }, 'UTC'),
          customer,
        );
      },
      newCustomer(id, 0),
    ),
  );
  return shopOf('CDNOW, 23,570 customers', customers, 'USD', Date.parse('1998-06-30T23:00Z'));
}

export function onlineRetailShop(): RealShop {
  const lines: Record<string, string>[] = parse(readFileSync(RETAIL), { columns: true, relax_column_count: true });
  const invoices = new Map<string, { customer: string; at: number; pence: number }>();
  for (const { InvoiceNo = '', CustomerID = '', InvoiceDate = '', Quantity = '0', UnitPrice = '0' } of lines) {
    const at = Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`);
    const known = invoices.get(InvoiceNo) ?? { customer: CustomerID.replace(/\.0$/, ''), at, pence: 0 };
    known.pence += Math.round(Number(UnitPrice) * 100) * Number(Quantity);
    invoices.set(InvoiceNo, known);
  }
  const byId = new Map<string, Customer>();
  for (const [id, { customer, at, pence }] of invoices) {
    const current = byId.get(customer) ?? newCustomer(customer, 0);
    const next = id.startsWith('C')
      ? applyRefund(current, { amount: -pence, currency: 'GBP', refundedAt: at }, 'UTC')
      : applyOrder(current, { amount: pence, currency: 'GBP', placedAt: at }, 'UTC');
    byId.set(customer, next);
  }
  return shopOf('Online Retail sample', [...byId.values()], 'GBP', Date.parse('2011-12-09T23:00Z'));
}

function shopOf(name: string, customers: readonly Customer[], currency: string, at: number): RealShop {
  const context = contextAt(at, 'UTC', currency);
  const items = customers.map(encodeCustomer);
  const began = performance.now();
  const parts = Array.from({ length: SHARDS }, () => createShopSummary(summaryReadings([]), context));
  customers.forEach(({ id }, index) => parts[shardOf(id, SHARDS)]!.add(items[index]!));
  const texts = parts.map((part) => part.parts());
  const summed = performance.now();
  const merger = createMerger();
  for (const text of texts) merger.add(text);
  const question = { runId: name, storedAt: at, context, horizon: { weeks: 52, annualDiscount: 0.1 } };
  const { fitted, distributions } = fitQuantities(merger.result(), question);
  const readings = customers.flatMap(({ orders }): RfmReading[] => {
    const own = orders[currency];
    if (!own?.count) return [];
    const days = context.today - dayOf(own.lastAt, 'UTC');
    return [{ days, orders: own.count, revenue: own.gross - own.refunds }];
  });
  return {
    name,
    customers,
    readings,
    fitted,
    distributions,
    cost: {
      bytes: texts.reduce((sum, text) => sum + JSON.stringify(text).length, 0),
      summaryMs: summed - began,
      fitMs: performance.now() - summed,
    },
  };
}

export const SCORES = [1, 2, 3, 4, 5] as const;
const DIMENSIONS = ['recency', 'frequency', 'monetary'] as const;

/** How many have each score: by the borders fitted, and by exact fifths of the sorted numbers. */
export function scoreCounts({ readings, fitted }: RealShop) {
  const fields = { recency: 'days', frequency: 'orders', monetary: 'revenue' } as const;
  return DIMENSIONS.map((dimension) => {
    const values = readings.map((reading) => reading[fields[dimension]]);
    const sorted = [...values].sort((one, other) => one - other);
    const borders = [1, 2, 3, 4].map((fifth) => sorted[Math.ceil((fifth * sorted.length) / 5) - 1]!);
    const over = (value: number) => borders.filter((border) => border < value).length;
    const exact = values.map((value) => (dimension === 'recency' ? 5 - over(value) : 1 + over(value)));
    const ours = readings.map((reading) => rfmScoresOf(fitted.rfm!, reading)[dimension]);
    const count = (scores: readonly number[]) => SCORES.map((score) => scores.filter((each) => each === score).length);
    const differing = values.filter((_, index) => exact[index] !== ours[index]);
    return { dimension, borders, exact: count(exact), ours: count(ours), differing };
  });
}

export const SHARES = [0.5, 0.8, 0.9, 0.99] as const;

export function exactQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length - 1e-9) - 1]!;
}

/** The numbers that percentiles are taken of. */
export function metricValues({ customers, fitted }: RealShop): Readonly<Record<string, readonly number[]>> {
  const own = customers.flatMap(({ orders }) => (orders[fitted.currency]?.count ? [orders[fitted.currency]!] : []));
  return {
    revenue: own.map(({ gross, refunds }) => gross - refunds),
    orders: own.map(({ count }) => count),
    averageOrder: own.map(({ gross, refunds, count }) => (gross - refunds) / count),
    orderDays: own.map(({ orderDays }) => orderDays),
  };
}
