import { expect, it } from 'vitest';
import { useConsoleShop } from '../../support/consoleShop.ts';

const IDS = ['c_1', 'مشتری ۱', 'a/b', 'new', '100%', 'q?x=1#y'];

const shop = useConsoleShop((empty) => empty.importCsv('customers', ['customer_id', ...IDS]));

it('gives every customer an address that leads back to them, whatever their id', async () => {
  const page = await shop.open('en', '#/customers');
  for (const id of IDS) {
    await page.getByRole('link', { name: id, exact: true }).click();
    await page.getByRole('heading', { name: id, exact: true }).waitFor();
    await page.getByText('Nothing has happened yet.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: id, exact: true }).waitFor();
    await page.getByRole('link', { name: 'All customers' }).click();
  }
  await page.context().close();
});

it.each([
  ['#/segments/new', 'New segment'],
  ['#/segments', 'Segments'],
  ['#/customers', 'Customers'],
  ['#/campaigns', 'Campaigns'],
  ['', 'Campaigns'],
  ['#/', 'Campaigns'],
  ['#/nowhere', 'Campaigns'],
  ['#/segments/seg_1/and/more', 'Campaigns'],
  ['#/customers/100%', 'Campaigns'],
])('opens at %s what it names, and the campaigns where it names nothing', async (hash, heading) => {
  const page = await shop.open('en', hash);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  expect(page.url()).toBe(shop.url(hash));
  expect(await page.locator('nav [aria-current=page]').count()).toBe(1);
  await page.context().close();
});

it('follows the address when somebody types another or goes back', async () => {
  const page = await shop.open('en', '#/segments');
  await page.getByRole('heading', { name: 'Segments' }).waitFor();
  await page.goto(shop.url('#/customers'));
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Segments' }).waitFor();
  await page.context().close();
});
