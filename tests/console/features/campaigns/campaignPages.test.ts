import { describe, expect, it } from 'vitest';
import type { CampaignResponse } from '../../../support/answers.ts';
import { violations } from '../../../support/axe.ts';
import { useConsoleShop } from '../../../support/consoleShop.ts';

const CUSTOMERS = 600;
let campaignId: string;

const shop = useConsoleShop(async (empty) => {
  const indexes = Array.from({ length: CUSTOMERS }, (_, i) => i);
  const treated = (i: number) => i % 3 !== 0;
  await empty.importCsv('customers', ['customer_id,email', ...indexes.map((i) => `c${i},c${i}@customers.example`)]);
  // Half of the treated buy for 40.00, a fifth of the others: a gain nobody can miss.
  const buyers = indexes.filter((i) => (treated(i) ? i % 2 === 0 : i % 5 === 0));
  await empty.importCsv('orders', [
    'order_id,customer_id,placed_at,amount,currency',
    ...buyers.map((i) => `o${i},c${i},2026-03-02T10:00:00Z,40.00,EUR`),
  ]);
  await empty.importCsv('assignments', [
    'campaign,customer_id,arm,sent_at,segment',
    ...indexes.map(
      (i) => `نوروز 1405,c${i},${treated(i) ? 'mail' : 'holdout'},2026-03-01T09:00:00Z,${i < 300 ? 'VIP' : 'Other'}`,
    ),
  ]);
  campaignId = (await empty.get<{ items: [CampaignResponse] }>('/api/v1/campaigns')).items[0].id;
});

describe.each([
  { language: 'en', direction: 'ltr', heading: 'Campaigns', verdict: 'Gain', treated: '400' },
  { language: 'fa', direction: 'rtl', heading: 'کمپین‌ها', verdict: 'سود', treated: '۴۰۰' },
  { language: 'uk', direction: 'ltr', heading: 'Кампанії', verdict: 'Прибуток', treated: '400' },
])('the console in $language', ({ language, direction, heading, verdict, treated }) => {
  it('lists campaigns, reads in the right direction and leads to a report', async () => {
    const page = await shop.open(language, '#/campaigns');
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await page.evaluate('document.documentElement.dir')).toBe(direction);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'نوروز 1405' }).click();
    await page.getByText(verdict).first().waitFor();
    expect(await page.getByRole('row').last().textContent()).toContain(treated);
    await page.context().close();
  });

  it.each([
    { name: 'light and wide', width: 1280, dark: false },
    { name: 'dark and wide', width: 1280, dark: true },
    { name: 'light and narrow', width: 390, dark: false },
  ])('shows the report to everybody, $name', async ({ width, dark }) => {
    const page = await shop.open(language, `#/campaigns/${campaignId}`, { width, dark });
    await page.getByText(verdict).filter({ visible: true }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
    await page.context().close();
  });
});

it('says what is wrong when a campaign does not exist', async () => {
  const page = await shop.open('en', '#/campaigns/cmp_nothing');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('cmp_nothing');
  await page.context().close();
});
