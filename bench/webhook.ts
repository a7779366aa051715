import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopWebhook } from '../local/simulator/webhooks.ts';
import { call, startPeyk } from '../tests/support/peyk.ts';
import { printTable } from './table.ts';

const CUSTOMERS = 1_000;
const ORDERS = 4_000;
const SENDERS = 8;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

/** Signed order.placed webhooks against the whole runtime, a process of its own, over loopback. */
export async function printWebhook(): Promise<void> {
  const peyk = await startPeyk({ PEYK_DATA: mkdtempSync(join(tmpdir(), 'peyk-bench-')), PEYK_EMPTY: '1' });
  await call(peyk.url, 'POST', '/api/v1/segments', { name: 'Buyers', rule: { metric: 'orders', gte: 2 } });
  const { secret } = await call<{ secret: string }>(peyk.url, 'POST', '/api/v1/sources', { name: 'bench' });
  const post = shopWebhook(`${peyk.url}/hooks/v1/bench`, secret);
  const order = (number: number) => ({
    type: 'order.placed' as const,
    data: {
      orderId: `o${number}`,
      customerId: `c${number % CUSTOMERS}`,
      amount: 1_250,
      currency: 'EUR',
      placedAt: new Date(Date.now() - number * 1_000).toISOString(),
    },
  });
  for (let number = 0; number < CUSTOMERS; number++) await post(`warm${number}`, order(number)); // creates the customers
  const took: number[] = [];
  let next = CUSTOMERS;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let number = next++; number < CUSTOMERS + ORDERS; number = next++) {
        const from = performance.now();
        await post(`m${number}`, order(number));
        took.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  took.sort((a, b) => a - b);
  const memory = peyk.peakMemory() / 2 ** 20;
  await peyk.end('SIGTERM');
  printTable(`Conversion webhook, ${ORDERS} orders, ${SENDERS} senders on the same two cores`, [
    ['figure', 'measured', 'budget'],
    ['webhooks a second', (ORDERS / seconds).toFixed(0), '300 or more'],
    ['p50 / p99 (ms)', `${quantile(took, 0.5).toFixed(1)} / ${quantile(took, 0.99).toFixed(1)}`, 'p99 under 50'],
    ['peak memory of the server (MiB)', memory.toFixed(0), ''],
  ]);
}
