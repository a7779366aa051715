import { describe, expect, it } from 'vitest';
import { violations } from '../../../support/axe.ts';
import { fillShop, makeSegments, useConsoleShop } from '../../../support/consoleShop.ts';

const shop = useConsoleShop(async (empty) => {
  await fillShop(empty);
  await makeSegments(empty);
});

describe.each(['en', 'fa', 'uk'])('the console in %s', (language) => {
  it('shows the customers to everybody', () =>
    shop.showsToEverybody(language, '#/customers', (page) => page.getByText('@customers.example').first().waitFor()));

  it('shows a customer to everybody', () =>
    shop.showsToEverybody(language, '#/customers/c0', (page) =>
      page.getByRole('link', { name: 'Everybody' }).first().waitFor(),
    ));
});

it('asks twice before erasing', async () => {
  const page = await shop.open('uk', '#/customers/c299');
  await page.getByRole('button', { name: 'Стерти' }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Стерти' });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel('Для підтвердження введіть код клієнта').fill('c299');
  expect(await violations(page)).toEqual([]);
  await erase.click();
  await page.getByRole('heading', { name: 'Клієнти' }).waitFor();
  const list = await shop.get<{ items: unknown[] }>('/api/v1/customers?query=c299');
  expect(list.items).toEqual([]);
  await page.context().close();
});
