import { describe, expect, it } from 'vitest';
import { violations } from '../../../support/axe.ts';
import { fillShop, makeSegments, useConsoleShop } from '../../../support/consoleShop.ts';

let segmentId: string;
const shop = useConsoleShop(async (empty) => {
  await fillShop(empty);
  segmentId = await makeSegments(empty);
});

describe.each(['en', 'fa', 'uk'])('the console in %s', (language) => {
  it('shows the segments to everybody', () =>
    shop.showsToEverybody(language, '#/segments', (page) => page.getByText('Everybody').waitFor()));

  it('shows a segment to everybody, with a chart, an explanation and an overlap', () =>
    shop.showsToEverybody(language, `#/segments/${segmentId}`, async (page) => {
      await page.locator('.recharts-surface').first().waitFor();
      await page.getByRole('link', { name: 'c0', exact: true }).waitFor();
      await page.locator('form input').fill('c1');
      await page.locator('form button').click();
      await page.locator('.reasons li').nth(2).waitFor();
      await page.locator('select').last().selectOption('Everybody');
      await page.locator('.legend li').nth(2).waitFor();
    }));
});

it('lets a marketer make a segment in Persian, from the first condition to the reason for a customer', async () => {
  const page = await shop.open('fa', '#/segments');
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

it('says why a segment cannot be deleted', async () => {
  const page = await shop.open('uk', `#/segments/${segmentId}`);
  await shop.post('/api/v1/segments', { name: 'Refers', rule: { member: segmentId } });
  await page.getByRole('button', { name: 'Видалити' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Видалити' }).click();
  await page.getByRole('dialog').getByRole('alert').getByText('Refers').waitFor();
  await page.context().close();
});

it('follows a refresh run that was started elsewhere', async () => {
  const page = await shop.open('en', '#/segments');
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
  await page.context().close();
});

it('offers a viewer nothing that would be refused', async () => {
  const page = await shop.open('en', '#/segments');
  await page.route('**/api/v1/me', (route) => route.fulfill({ json: { kind: 'user', name: 'Vera', role: 'viewer' } }));
  for (const hash of ['#/segments', `#/segments/${segmentId}`, '#/customers/c0']) {
    await page.goto(shop.url(hash));
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
  const page = await shop.open('fa', `#/segments/${segmentId}`);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'دریافت CSV' }).click();
  expect((await coming).suggestedFilename()).toBe(`members-${segmentId}.csv`);
  await page.context().close();
});
