import { expect, it } from 'vitest';
import { violations } from '../../../support/axe.ts';
import { fillShop, makeSegments, useConsoleShop } from '../../../support/consoleShop.ts';

let segmentId: string;
const shop = useConsoleShop(async (empty) => {
  await fillShop(empty);
  segmentId = await makeSegments(empty);
});

it.each(['en', 'fa', 'uk'])('shows the form of a segment to everybody, in %s', (language) =>
  shop.showsToEverybody(language, `#/segments/${segmentId}/edit`, async (page) => {
    await page.locator('.headline').waitFor();
    expect(await page.locator('.waterfall li').count()).toBe(4);
    expect(await page.locator('.clause').count()).toBe(3);
  }),
);

it('offers a Persian calendar that can be used by keyboard, and shows what the API refuses at its condition', async () => {
  const page = await shop.open('en', '#/segments/new');
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
  const { id } = await shop.post<{ id: string }>('/api/v1/segments', { name: 'Deep', rule: { all: [deep] } });
  const page = await shop.open('en', `#/segments/${id}/edit`);
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
