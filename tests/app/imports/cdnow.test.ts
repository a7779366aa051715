import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeCustomer } from '../../../core/customers/codec.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const FILE = new URL('../../../../shared/data/cdnow/CDNOW_master.txt', import.meta.url);

interface Sale {
  readonly customer: string;
  readonly day: string;
  readonly amount: string;
}

function readSales(): Sale[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [customer, date, , amount] = line.trim().split(/\s+/);
      if (customer === undefined || date === undefined || amount === undefined) return [];
      return [{ customer, day: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`, amount }];
    });
}

/** A fingerprint of everything that is stored about customers, versions included. */
async function everybody(stores: Stores) {
  let [customers, revenue, orders, oneDay, versions] = [0, 0, 0, 0, 0];
  for await (const items of stores.customers.scanPages({ segment: 0, total: 1 })) {
    for (const item of items) {
      const { version, orders: byCurrency } = decodeCustomer(item);
      const usd = byCurrency['USD'];
      customers++;
      versions += version;
      revenue += (usd?.gross ?? 0) - (usd?.refunds ?? 0);
      orders += usd?.count ?? 0;
      if (usd?.orderDays === 1) oneDay++;
    }
  }
  return { customers, revenue, orders, oneDay, versions };
}

describe.skipIf(!existsSync(FILE))(
  'CDNOW, 23,570 customers with 69,659 orders (skipped where ../shared/data is absent)',
  () => {
    const test = useStores();

    it('is imported to the cent, and a second import changes nothing', async () => {
      const { options } = await test.fresh();
      const app = createTestApp((clock) => createStores({ ...options, clock }));
      const sales = readSales();
      const customers = ['customer_id', ...new Set(sales.map(({ customer }) => customer))].join('\n');
      const rows = sales.map(({ customer, day, amount }, index) => `R${index + 1},${customer},${day},${amount},USD`);
      const orders = ['order_id,customer_id,placed_at,amount,currency', ...rows].join('\n');

      const began = performance.now();
      const first = await app.importFile('customers', customers);
      const second = await app.importFile('orders', orders);
      const seconds = (performance.now() - began) / 1000;

      expect(first).toMatchObject({ status: 'done', rows: 23_570, accepted: 23_570, rejected: 0 });
      expect(second).toMatchObject({ status: 'done', rows: 69_659, accepted: 69_659, rejected: 0, errors: [] });
      const state = await everybody(app.deps.stores);
      expect(state).toMatchObject({ customers: 23_570, revenue: 250_031_563, orders: 69_659, oneDay: 12_054 });
      process.stdout.write(
        `CDNOW import: ${seconds.toFixed(1)} s, resident ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
      );

      expect(await app.importFile('orders', orders)).toMatchObject({ accepted: 69_659, rejected: 0 });
      expect(await app.importFile('customers', customers)).toMatchObject({ accepted: 23_570, rejected: 0 });
      expect(await everybody(app.deps.stores)).toEqual(state);
    }, 180_000);
  },
);
