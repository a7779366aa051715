import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { startBrowser } from '../support/browser.ts';
import { openConsole } from '../support/consolePage.ts';
import type { ImportAnswer } from '../support/answers.ts';
import { call, newDataFolder, startPeyk, until, type PeykProcess } from '../support/peyk.ts';

const CUSTOMERS = 300;
let peyk: PeykProcess;
let browser: Browser;
let segmentId: string;

async function importCsv(kind: string, rows: readonly string[]): Promise<void> {
  const path = `/api/v1/imports?kind=${kind}`;
  const { id } = await call<ImportAnswer>(peyk.url, 'POST', path, rows.join('\n'), 'text/csv');
  const end = await until(
    () => call<ImportAnswer>(peyk.url, 'GET', `/api/v1/imports/${id}`),
    ({ status }) => status !== 'running',
  );
  expect(end).toMatchObject({ status: 'done', rejected: 0 });
}

const put = (path: string, body: object) => call(peyk.url, 'PUT', path, JSON.stringify(body), 'application/json');
const post = <T>(path: string, body: object) =>
  call<T>(peyk.url, 'POST', path, JSON.stringify(body), 'application/json');

async function refresh(): Promise<void> {
  const { runId } = await call<{ runId: string }>(peyk.url, 'POST', '/api/v1/segments/refresh');
  const end = await until(
    () => call<{ status: string }>(peyk.url, 'GET', `/api/v1/runs/${runId}`),
    ({ status }) => status !== 'running',
  );
  expect(end.status).toBe('succeeded');
}

// A third lives in Tehran; every fourth customer agreed to mail; every sixth signed up on Nowruz 1405.
const city = (i: number) => ['تهران', 'Kyiv', 'Berlin'][i % 3];
const signedUp = (i: number) => (i % 6 === 0 ? '2026-03-21' : '2025-01-01');

beforeAll(async () => {
  [peyk, browser] = await Promise.all([startPeyk({ PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1' }), startBrowser()]);
  await put('/api/v1/settings', { currency: 'EUR', calendar: 'persian', timeZone: 'Asia/Tehran' });
  const indexes = Array.from({ length: CUSTOMERS }, (_, i) => i);
  await importCsv('customers', [
    'customer_id,email,consent_email,city,signed_up',
    ...indexes.map((i) => `c${i},c${i}@customers.example,${i % 4 === 0},${city(i)},${signedUp(i)}`),
  ]);
  await importCsv('orders', [
    'order_id,customer_id,placed_at,amount,currency',
    ...indexes.slice(0, 60).map((i) => `o${i},c${i},2026-03-02T10:00:00Z,40.00,EUR`),
  ]);
  const rule = { all: [{ attribute: 'city', eq: 'تهران' }, { consent: 'email' }, { metric: 'revenue', gte: 4000 }] };
  segmentId = (await post<{ id: string }>('/api/v1/segments', { name: 'Buyers in تهران', rule })).id;
  await post('/api/v1/segments', { name: 'Everybody', rule: { all: [] } });
  await refresh();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await peyk.end('SIGTERM');
});

const open = (language: string, hash: string, options: { width?: number; dark?: boolean } = {}): Promise<Page> =>
  openConsole(browser, `${peyk.url}/${hash}`, language, options);

interface Screen {
  readonly name: string;
  readonly hash: () => string;
  /** Something that is there only once the page has loaded what it shows. */
  readonly loaded: (page: Page) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  { name: 'list of segments', hash: () => '#/segments', loaded: (page) => page.getByText('Everybody').waitFor() },
  {
    name: 'segment, with a chart and an explanation',
    hash: () => `#/segments/${segmentId}`,
    loaded: async (page) => {
      await page.locator('.recharts-surface').first().waitFor();
      await page.getByRole('link', { name: 'c0', exact: true }).waitFor();
      await page.locator('form input').fill('c1');
      await page.locator('form button').click();
      await page.locator('.reasons li').nth(2).waitFor();
      await page.locator('select').last().selectOption('Everybody');
      await page.locator('.legend li').nth(2).waitFor();
    },
  },
  {
    name: 'form of a segment',
    hash: () => `#/segments/${segmentId}/edit`,
    loaded: async (page) => {
      await page.locator('.headline').waitFor();
      expect(await page.locator('.waterfall li').count()).toBe(4);
      expect(await page.locator('.clause').count()).toBe(3);
    },
  },
  {
    name: 'list of customers',
    hash: () => '#/customers',
    loaded: (page) => page.getByText('@customers.example').first().waitFor(),
  },
  {
    name: 'customer',
    hash: () => '#/customers/c0',
    loaded: (page) => page.getByRole('link', { name: 'Everybody' }).first().waitFor(),
  },
];

const LOOKS = [
  { width: 1280, dark: false },
  { width: 390, dark: true },
];

describe.each(['en', 'fa', 'uk'])('the console in %s', (language) => {
  it.each(SCREENS)('shows the $name to everybody, wide and light as narrow and dark', async ({ hash, loaded }) => {
    for (const look of LOOKS) {
      const page = await open(language, hash(), look);
      await loaded(page);
      expect([look, await violations(page)]).toEqual([look, []]);
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect([look, await page.evaluate(overflow)]).toEqual([look, 0]);
      expect(await page.locator('nav [aria-current=page]').count()).toBe(1);
      await page.context().close();
    }
  });
});

it('lets a marketer make a segment in Persian, from the first condition to the reason for a customer', async () => {
  const page = await open('fa', '#/segments');
  await page.getByRole('link', { name: 'بخش تازه' }).click();
  await page.getByLabel('نام', { exact: true }).fill('نوروزی‌های تهران');

  // A city, chosen among those that customers have.
  await page.getByPlaceholder('ویژگی').fill('city');
  await page.getByPlaceholder('ویژگی').blur();
  await page.getByPlaceholder('مقدار').fill('تهران');
  await page.locator('.headline').filter({ hasText: '۱۰۰' }).waitFor();

  // A date, typed as people write it in Persian.
  await page.getByRole('button', { name: 'افزودن شرط' }).click();
  const second = page.locator('.clause').nth(1);
  await second.getByLabel('نوع شرط').selectOption('تاریخ');
  await second.getByPlaceholder('ویژگی').fill('signed_up');
  await second.getByPlaceholder('ویژگی').blur();
  await second.getByLabel('آزمون').selectOption('پس از');
  await second.getByLabel('روز', { exact: true }).selectOption('یک تاریخ');
  await second.getByPlaceholder('سال/ماه/روز').fill('۱۴۰۴/۱۲/۲۹');
  await second.getByPlaceholder('سال/ماه/روز').blur();
  expect(await second.getByPlaceholder('سال/ماه/روز').inputValue()).toBe('۱۴۰۴/۱۲/۲۹');
  await page.locator('.headline').filter({ hasText: '۵۰' }).waitFor();
  await page.getByText('۲۹ اسفند ۱۴۰۴').first().waitFor();

  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.getByRole('heading', { name: 'نوروزی‌های تهران' }).waitFor();
  await page.getByText('اندازه پس از نوسازی بعدی معلوم می‌شود.').waitFor();
  await page.getByRole('button', { name: 'همین حالا نوسازی کن' }).click();
  await page.getByText('همهٔ بخش‌ها به‌روز هستند.').waitFor();
  await page.getByText('۵۰', { exact: true }).first().waitFor();

  await page.getByLabel('شناسهٔ مشتری').fill('c6');
  await page.getByRole('button', { name: 'توضیح بده' }).click();
  await page.getByText(/^عضو از/).waitFor();
  await page.locator('.reasons').getByText('۱ فروردین ۱۴۰۵').waitFor();
  await page.context().close();
});

it('offers a Persian calendar that can be used by keyboard, and shows what the API refuses at its condition', async () => {
  const page = await open('en', '#/segments/new');
  await page.getByLabel('Name', { exact: true }).fill('After Nowruz');
  const clause = page.locator('.clause').first();
  await clause.getByLabel('Kind of condition').selectOption('Date');
  await clause.getByPlaceholder('Attribute').fill('signed_up');
  await clause.getByPlaceholder('Attribute').blur();
  await clause.getByLabel('Test', { exact: true }).selectOption('is after');
  await clause.getByLabel('Day', { exact: true }).selectOption('a date');
  await clause.getByPlaceholder('Year/month/day').fill('1405/1/15');
  await clause.getByRole('button', { name: 'Open the calendar' }).press('Enter');
  await page.getByText('Farvardin 1405').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^1 Farvardin/ }).press('Enter');
  expect(await clause.getByPlaceholder('Year/month/day').inputValue()).toBe('1405/1/1');
  await page.getByText('21 March 2026').first().waitFor();

  await clause.getByLabel('Test', { exact: true }).selectOption('is within the next');
  await clause.getByPlaceholder('Number', { exact: true }).fill('90000');
  await clause.getByRole('alert').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.context().close();
});

it('keeps what the form cannot show, and edits it as JSON', async () => {
  const deep = { not: { all: [{ any: [{ all: [{ any: [{ attribute: 'city', eq: 'Kyiv' }] }] }] }] } };
  const { id } = await post<{ id: string }>('/api/v1/segments', { name: 'Deep', rule: { all: [deep] } });
  const page = await open('en', `#/segments/${id}/edit`);
  await page.getByText('nested too deeply').waitFor();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const json = page.getByRole('textbox', { name: 'JSON' });
  expect(JSON.parse(await json.inputValue())).toEqual({ all: [deep] });
  await json.fill('{"all": [{"attribute": "city", "eq": "Berlin"}');
  await page.getByText('not valid JSON').waitFor();
  await json.fill('{"attribute": "city", "eq": "Berlin"}');
  await page.locator('.headline').filter({ hasText: '100' }).waitFor();
  await page.getByRole('tab', { name: 'Form' }).click();
  expect(await page.getByPlaceholder('Value').inputValue()).toBe('Berlin');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Customers whose city is “Berlin”.').first().waitFor();
  await page.context().close();
});

it('changes the schedule, says why a segment cannot be deleted, and asks twice before erasing', async () => {
  const page = await open('uk', '#/segments');
  await page.getByRole('button', { name: 'Змінити' }).click();
  await page.getByLabel('Як часто').selectOption('Щотижня');
  await page.getByLabel('День').selectOption('пʼятниця');
  await page.getByLabel('О котрій').selectOption('06:30');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('06:30').waitFor();
  expect(await call(peyk.url, 'GET', '/api/v1/settings')).toMatchObject({ refreshSchedule: '30 6 * * 5' });

  await post('/api/v1/segments', { name: 'Refers', rule: { member: segmentId } });
  await page.goto(`${peyk.url}/#/segments/${segmentId}`);
  await page.getByRole('button', { name: 'Видалити' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Видалити' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('Refers').waitFor();

  await page.goto(`${peyk.url}/#/customers/c299`);
  await page.getByRole('button', { name: 'Стерти' }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Стерти' });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel('Для підтвердження введіть код клієнта').fill('c299');
  expect(await violations(page)).toEqual([]);
  await erase.click();
  await page.getByRole('heading', { name: 'Клієнти' }).waitFor();
  const list = await call<{ items: unknown[] }>(peyk.url, 'GET', '/api/v1/customers?query=c299');
  expect(list.items).toEqual([]);
  await page.context().close();
});

it('follows a refresh that was running already, and offers a viewer nothing that would be refused', async () => {
  const page = await open('en', '#/segments');
  await page.getByText('Everybody').waitFor();
  const run = { runId: 'run_x', kind: 'segment-refresh', startedAt: '2026-03-01T00:00:00Z' };
  let asked = 0;
  await page.route('**/api/v1/segments/refresh', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { type: 'x', title: 'Conflict', status: 409, detail: 'a refresh runs', runId: 'run_x' },
    }),
  );
  await page.route('**/api/v1/runs/run_x', (route) => {
    const done = ++asked > 3;
    const progress = { shards: 2, shardsDone: 1, scanned: 150 * asked, changed: 0, ratio: done ? 1 : 0.5 };
    return route.fulfill({ json: { ...run, status: done ? 'succeeded' : 'running', progress } });
  });
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await page.getByText('A refresh was running already.').waitFor();
  await page.getByRole('progressbar', { name: 'Refreshing' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByText('All segments are up to date.').waitFor();

  await page.route('**/api/v1/me', (route) => route.fulfill({ json: { kind: 'user', name: 'Vera', role: 'viewer' } }));
  for (const hash of ['#/segments', `#/segments/${segmentId}`, '#/customers/c0']) {
    await page.goto(`${peyk.url}/${hash}`);
    await page.reload();
    await page.getByRole('link', { name: 'Everybody' }).or(page.getByText('Members')).first().waitFor();
    for (const name of ['Refresh now', 'New segment', 'Edit', 'Delete', 'Download as CSV', 'Erase']) {
      expect([
        hash,
        name,
        await page.getByRole('button', { name }).or(page.getByRole('link', { name })).count(),
      ]).toEqual([hash, name, 0]);
    }
  }
  await page.context().close();
});

it('hands out the members as a file', async () => {
  const page = await open('fa', `#/segments/${segmentId}`);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'دریافت CSV' }).click();
  expect((await coming).suggestedFilename()).toBe(`members-${segmentId}.csv`);
  await page.context().close();
});
