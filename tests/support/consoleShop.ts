import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ImportResponse } from './answers.ts';
import { violations } from './axe.ts';
import { startBrowser } from './browser.ts';
import { openConsole } from './consolePage.ts';
import { call, newDataFolder, startPeyk, until, type PeykProcess } from './peyk.ts';

/** A Peyk of its own with a browser before it. */
export interface ConsoleShop {
  url(path: string): string;
  open(language: string, hash: string, options?: { width?: number; dark?: boolean }): Promise<Page>;
  get<T = unknown>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  put(path: string, body: object): Promise<unknown>;
  importCsv(kind: string, rows: readonly string[]): Promise<void>;
  /** Opens a page in each look: nobody is kept from using it, nothing is cut off, and one part of the console is marked. */
  showsToEverybody(language: string, hash: string, loaded: (page: Page) => Promise<unknown>): Promise<void>;
}

const LOOKS = [
  { width: 1280, dark: false },
  { width: 390, dark: true },
];

/** Call at the top of a test file: one Peyk and one browser for all its tests, with what `prepare` puts into it. */
export function useConsoleShop(prepare: (shop: ConsoleShop) => Promise<void>): ConsoleShop {
  let peyk: PeykProcess;
  let browser: Browser;
  const shop: ConsoleShop = {
    url: (path) => `${peyk.url}/${path}`,
    open: (language, hash, options = {}) => openConsole(browser, shop.url(hash), language, options),
    get: (path) => call(peyk.url, 'GET', path),
    post: (path, body) => call(peyk.url, 'POST', path, body),
    put: (path, body) => call(peyk.url, 'PUT', path, body),
    async importCsv(kind, rows) {
      const path = `/api/v1/imports?kind=${kind}`;
      const { id } = await call<ImportResponse>(peyk.url, 'POST', path, rows.join('\n'), 'text/csv');
      const end = await until(
        () => shop.get<ImportResponse>(`/api/v1/imports/${id}`),
        ({ status }) => status !== 'running',
      );
      expect(end).toMatchObject({ status: 'done', rejected: 0 });
    },
    async showsToEverybody(language, hash, loaded) {
      for (const look of LOOKS) {
        const page = await shop.open(language, hash, look);
        await loaded(page);
        expect([look, await violations(page)]).toEqual([look, []]);
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([look, await page.evaluate(overflow)]).toEqual([look, 0]);
        expect(await page.locator('nav [aria-current=page]').count()).toBe(1);
        await page.context().close();
      }
    },
  };
  beforeAll(async () => {
    [peyk, browser] = await Promise.all([startPeyk({ PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1' }), startBrowser()]);
    await prepare(shop);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await peyk.end('SIGTERM');
  });
  return shop;
}

const CUSTOMERS = 300;

// A third lives in Tehran; every fourth customer agreed to mail; every sixth signed up on Nowruz 1405.
const city = (i: number) => ['تهران', 'Kyiv', 'Berlin'][i % 3];
const signedUp = (i: number) => (i % 6 === 0 ? '2026-03-21' : '2025-01-01');

/** 300 customers of a shop in Tehran, sixty of whom have bought. */
export async function fillShop(shop: ConsoleShop): Promise<void> {
  await shop.put('/api/v1/settings', { currency: 'EUR', calendar: 'persian', timeZone: 'Asia/Tehran' });
  const indexes = Array.from({ length: CUSTOMERS }, (_, i) => i);
  await shop.importCsv('customers', [
    'customer_id,email,consent_email,city,signed_up',
    ...indexes.map((i) => `c${i},c${i}@customers.example,${i % 4 === 0},${city(i)},${signedUp(i)}`),
  ]);
  await shop.importCsv('orders', [
    'order_id,customer_id,placed_at,amount,currency',
    ...indexes.slice(0, 60).map((i) => `o${i},c${i},2026-03-02T10:00:00Z,40.00,EUR`),
  ]);
}

/** Two segments of the filled shop, "Buyers in تهران" and "Everybody", with their members; answers the id of the first. */
export async function makeSegments(shop: ConsoleShop): Promise<string> {
  const rule = { all: [{ attribute: 'city', eq: 'تهران' }, { consent: 'email' }, { metric: 'revenue', gte: 4000 }] };
  const { id } = await shop.post<{ id: string }>('/api/v1/segments', { name: 'Buyers in تهران', rule });
  await shop.post('/api/v1/segments', { name: 'Everybody', rule: { all: [] } });
  const { runId } = await shop.post<{ runId: string }>('/api/v1/segments/refresh', {});
  const end = await until(
    () => shop.get<{ status: string }>(`/api/v1/runs/${runId}`),
    ({ status }) => status !== 'running',
  );
  expect(end.status).toBe('succeeded');
  return id;
}
