import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../support/formatDecimal.ts';
import { decodeCustomer } from '../../../core/customers/codec.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const FILE = new URL('../../../../shared/data/online-retail/online_retail_sample.csv', import.meta.url);

interface Invoice {
  readonly id: string;
  readonly customer: string;
  readonly at: string;
  /** Pence; below zero for a cancellation. */
  pence: number;
}

/** An order is an invoice: the sum of quantity x price, in pence and in that order, so that nothing is rounded twice. */
function readInvoices(): Invoice[] {
  const lines: Record<string, string>[] = parse(readFileSync(FILE), { columns: true, relax_column_count: true });
  const invoices = new Map<string, Invoice>();
  for (const { InvoiceNo = '', CustomerID = '', InvoiceDate = '', Quantity = '0', UnitPrice = '0' } of lines) {
    const known = invoices.get(InvoiceNo) ?? { id: InvoiceNo, customer: CustomerID, at: InvoiceDate, pence: 0 };
    known.pence += Math.round(Number(UnitPrice) * 100) * Number(Quantity);
    invoices.set(InvoiceNo, known);
  }
  return [...invoices.values()];
}

describe.skipIf(!existsSync(FILE))(
  'Online Retail, invoices with cancellations (skipped where ../shared/data is absent)',
  () => {
    const test = useStores();

    it('becomes orders and refunds whose sums equal a recomputation, for every customer', async () => {
      const { options } = await test.fresh();
      const app = createTestApp((clock) => createStores({ ...options, clock }));
      const invoices = readInvoices();
      const rows = invoices.map(({ id, customer, at, pence }) =>
        [id, customer, at, formatDecimal(pence, 'GBP'), 'GBP', id.startsWith('C') ? `unknown order of ${id}` : ''].join(
          ',',
        ),
      );
      const file = ['order_id,customer_id,placed_at,amount,currency,refund_of', ...rows].join('\r\n');

      const state = await app.importFile('orders', file, '&createCustomers=true');
      expect(state).toMatchObject({ status: 'done', accepted: invoices.length, rejected: 0 });

      const expected = new Map<string, number>();
      for (const { customer, pence } of invoices) {
        const id = customer.replace(/\.0$/, '');
        expected.set(id, (expected.get(id) ?? 0) + pence);
      }
      const found = new Map<string, number>();
      for await (const items of app.deps.stores.customers.scanPages({ segment: 0, total: 1 })) {
        for (const item of items) {
          const { id, orders } = decodeCustomer(item);
          found.set(id, (orders['GBP']?.gross ?? 0) - (orders['GBP']?.refunds ?? 0));
        }
      }
      expect(found).toEqual(expected);
      expect([...found.keys()].some((id) => id.includes('.'))).toBe(false);
      expect(invoices.filter(({ id }) => id.startsWith('C')).length).toBeGreaterThan(100);
      process.stdout.write(`Online Retail: ${invoices.length} invoices of ${found.size} customers\n`);

      expect(await app.importFile('orders', file)).toMatchObject({ accepted: invoices.length, rejected: 0 });
    });
  },
);
