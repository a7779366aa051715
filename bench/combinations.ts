import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { encodeCustomer } from '../core/customers/codec.ts';
import { newCustomer, type Customer } from '../core/customers/customer.ts';
import { applyOrder } from '../core/customers/orders.ts';
import type { StoredCustomer, StoredValue } from '../core/customers/storedItem.ts';
import { DAY_MS } from '../core/shared/days.ts';
import { cdnowDays, hasCdnow } from '../tests/core/prediction/cdnow.ts';
import { printTable } from './table.ts';

const RETAIL = new URL('../../shared/data/online-retail/online_retail_sample.csv', import.meta.url);
const NAMES = ['books', 'music', 'films', 'games', 'garden', 'kitchen', 'clothing', 'toys'];
const categoryOf = (number: number) => NAMES[number % NAMES.length] ?? '';

interface Sale {
  readonly customer: string;
  readonly at: number;
  readonly categories: readonly string[];
}

/** What the categories of purchases add to stored customers. */
export function printCombinations(): void {
  if (!hasCdnow || !existsSync(RETAIL)) {
    console.log('\ncombinations: skipped, ../shared/data is absent');
    return;
  }
  const shops: [string, Sale[]][] = [
    ['CDNOW, one of 8 categories per order', cdnow()],
    ['Online Retail sample, by product group', onlineRetail()],
  ];
  const rows = shops.flatMap(([name, sales]) => [
    [name, 'without', ...figures(sales.map((sale) => ({ ...sale, categories: [] })))],
    ['', 'with', ...figures(sales)],
  ]);
  printTable('Bytes of a stored customer (as DynamoDB counts them), without and with categories', [
    ['orders', 'categories', 'customers', 'mean', '99 %', 'largest', 'write units, mean'],
    ...rows,
  ]);
}

function figures(sales: readonly Sale[]): string[] {
  const customers = new Map<string, Customer>();
  for (const { customer, at, categories } of sales) {
    const known = customers.get(customer) ?? newCustomer(customer, 0);
    const items = categories.map((category) => ({ category }));
    customers.set(customer, applyOrder(known, { amount: 1299, currency: 'USD', placedAt: at, items }, 'UTC'));
  }
  const sizes = [...customers.values()].map((customer) => bytesOf(encodeCustomer(customer))).sort((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const units = mean(sizes.map((size) => Math.ceil(size / 1024)));
  const whole = [sizes.length, mean(sizes), sizes[Math.floor(sizes.length * 0.99)] ?? 0, sizes.at(-1) ?? 0];
  return [...whole.map((value) => Math.round(value).toLocaleString('en')), units.toFixed(2)];
}

function cdnow(): Sale[] {
  return [...cdnowDays('master')].flatMap(([customer, days]) =>
    days.map(({ day, amount }) => ({ customer, at: day * DAY_MS, categories: [categoryOf(amount + day)] })),
  );
}

function onlineRetail(): Sale[] {
  const lines: Record<string, string>[] = parse(readFileSync(RETAIL), { columns: true, relax_column_count: true });
  const invoices = new Map<string, { customer: string; at: number; categories: string[] }>();
  for (const { InvoiceNo = '', CustomerID = '', InvoiceDate = '', StockCode = '' } of lines) {
    const at = Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`);
    const invoice = invoices.get(InvoiceNo) ?? { customer: CustomerID, at, categories: [] };
    invoice.categories.push(`group ${StockCode.slice(0, 3)}`);
    invoices.set(InvoiceNo, invoice);
  }
  return [...invoices].filter(([id]) => !id.startsWith('C')).map(([, invoice]) => invoice);
}

function bytesOf(item: StoredCustomer): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** The documented sizes: a number half a byte per digit and one more, a map or list 3 and 1 for each entry. */
function valueBytes(value: StoredValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return Math.ceil(value.N.replace('-', '').length / 2) + 1;
  if ('BOOL' in value) return 1;
  if ('L' in value) return value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 3);
  return Object.entries(value.M).reduce((sum, [name, each]) => sum + 1 + Buffer.byteLength(name) + valueBytes(each), 3);
}
