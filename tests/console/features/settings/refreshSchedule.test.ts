import { expect, it } from 'vitest';
import { violations } from '../../../support/axe.ts';
import { useConsoleShop } from '../../../support/consoleShop.ts';

const shop = useConsoleShop(async () => undefined);

it('changes when segments are refreshed', async () => {
  const page = await shop.open('uk', '#/segments');
  await page.getByRole('button', { name: 'Змінити' }).click();
  await page.getByLabel('Як часто').selectOption('Щотижня');
  await page.getByLabel('День').selectOption('пʼятниця');
  await page.getByLabel('О котрій').selectOption('06:30');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await page.getByText('06:30').waitFor();
  expect(await shop.get('/api/v1/settings')).toMatchObject({ refreshSchedule: '30 6 * * 5' });
  await page.context().close();
});
