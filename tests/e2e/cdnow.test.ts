import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportResponse } from '../support/answers.ts';
import { call, newDataFolder, startPeyk, until, type PeykProcess } from '../support/peyk.ts';

const FILE = join('..', 'shared', 'data', 'cdnow', 'CDNOW_master.txt');
const DAY_MS = 86_400_000;

// The data lies beside the project, not in it: a clone elsewhere skips, and the title says why.
describe.skipIf(!existsSync(FILE))(`CDNOW through the public API (needs ${FILE})`, () => {
  let peyk: PeykProcess;
  let orders: { id: string; customer: string; date: string; amount: string }[];

  beforeAll(async () => {
    orders = readFileSync(FILE, 'utf8')
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line, index) => {
        const [customer = '', day = '', , amount = ''] = line.trim().split(/\s+/);
        return { id: `cd${index}`, customer, date: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`, amount };
      });
    peyk = await startPeyk({ PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1' });
  }, 60_000);
  afterAll(() => peyk.end('SIGTERM'));

  async function upload(kind: string, head: string, rows: readonly string[]): Promise<ImportResponse> {
    const { id } = await call<ImportResponse>(
      peyk.url,
      'POST',
      `/api/v1/imports?kind=${kind}`,
      `${head}\n${rows.join('\n')}\n`,
      'text/csv',
    );
    return until(
      () => call<ImportResponse>(peyk.url, 'GET', `/api/v1/imports/${id}`),
      ({ status }) => status !== 'running',
      240_000,
    );
  }

  const uploadOrders = () =>
    upload(
      'orders',
      'order_id,customer_id,placed_at,amount,currency',
      orders.map(({ id, customer, date, amount }) => `${id},${customer},${date},${amount},USD`),
    );
  const preview = async (rule: unknown, at?: string): Promise<number> =>
    (
      await call<{ matched: number }>(peyk.url, 'POST', '/api/v1/segments/preview', {
        rule,
        ...(at !== undefined && { at }),
      })
    ).matched;

  it('takes every customer and order in one go, in less than 400 MB', async () => {
    const customers = [...new Set(orders.map(({ customer }) => customer))];
    const rows = customers.map((id) => `${id},c${id}@customers.example,true`);
    expect(await upload('customers', 'customer_id,email,consent_email', rows)).toMatchObject({
      accepted: 23_570,
      rejected: 0,
    });
    expect(await uploadOrders()).toMatchObject({ status: 'done', accepted: 69_659, rejected: 0 });
    expect(peyk.peakMemory()).toBeLessThan(400 * 2 ** 20);
  });

  it('finds the 12,054 customers who bought on one day only', async () => {
    expect(await preview({ metric: 'orderDays', eq: 1 })).toBe(12_054);
  });

  it.each(['1998-06-30', '1997-09-30', '1997-03-01'])(
    'counts the last 90 days at %s as the raw file has them',
    async (day) => {
      const today = Date.parse(day) / DAY_MS;
      const buyers = new Set(
        orders
          .filter(({ date }) => Date.parse(date) / DAY_MS > today - 90 && Date.parse(date) / DAY_MS <= today)
          .map(({ customer }) => customer),
      );
      expect(await preview({ metric: 'orders', within: '90d', gte: 1 }, `${day}T12:00:00Z`)).toBe(buyers.size);
    },
  );

  it('changes nothing when the same file comes again', async () => {
    const before = await call(peyk.url, 'GET', `/api/v1/customers/${orders[0]?.customer ?? ''}`);
    expect(await uploadOrders()).toMatchObject({ status: 'done', accepted: 69_659, rejected: 0 });
    expect(await call(peyk.url, 'GET', `/api/v1/customers/${orders[0]?.customer ?? ''}`)).toEqual(before);
    expect(await preview({ metric: 'orderDays', eq: 1 })).toBe(12_054);
  });
});
