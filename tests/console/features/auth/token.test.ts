import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { violations } from '../../../support/axe.ts';
import { startBrowser } from '../../../support/browser.ts';
import { newDataFolder, startPeyk, type PeykProcess } from '../../../support/peyk.ts';

const TOKEN = 'a-token-of-this-machine';
let peyk: PeykProcess;
let browser: Browser;
const loaded = new Set<string>();

beforeAll(async () => {
  const env = { PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1', HOST: '0.0.0.0', PEYK_TOKEN: TOKEN };
  [peyk, browser] = await Promise.all([startPeyk(env), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await peyk.end('SIGTERM');
});

async function open(language: string, path: string): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 390, height: 800 } });
  await context.addInitScript((wanted) => localStorage.setItem('peyk.language', wanted), language);
  const page = await context.newPage();
  page.on('request', (request) => loaded.add(request.url()));
  await page.goto(`${peyk.url}/${path}`);
  return page;
}

it.each([
  { language: 'en', title: 'This Peyk asks for a token', label: 'Token', enter: 'Enter', wrong: 'not right' },
  { language: 'fa', title: 'این پیک توکن می‌خواهد', label: 'توکن', enter: 'ورود', wrong: 'درست نیست' },
  { language: 'uk', title: 'Цей Peyk просить токен', label: 'Токен', enter: 'Увійти', wrong: 'неправильний' },
])('whoever comes from elsewhere types the token, in $language', async ({ language, title, label, enter, wrong }) => {
  const page = await open(language, '#/campaigns/cmp_wished');
  await page.getByRole('heading', { name: title }).waitFor();
  expect(await violations(page)).toEqual([]);
  const field = page.getByLabel(label, { exact: true });
  expect(await field.getAttribute('type')).toBe('password');
  await field.fill('a-token-of-another-machine');
  await page.getByRole('button', { name: enter, exact: true }).click();
  await page.getByText(wrong).waitFor();
  expect(await violations(page)).toEqual([]);
  await field.fill(TOKEN);
  await page.getByRole('button', { name: enter, exact: true }).click();
  await page.getByText('cmp_wished').first().waitFor();
  await page.reload();
  await page.getByText('cmp_wished').first().waitFor(); // this window remembers it
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(TOKEN);
  await page.context().close();
});

it('a token that is revoked is asked for again, and forgetting it leaves', async () => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const made = await fetch(`${peyk.url}/api/v1/tokens`, {
    method: 'POST',
    headers,
    body: '{"name":"Ana","role":"viewer"}',
  });
  const { id, token } = (await made.json()) as { id: string; token: string };
  const page = await open('en', '');
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.getByRole('button', { name: 'You: Ana' }).click();
  await page.getByText('Viewer').waitFor();
  await fetch(`${peyk.url}/api/v1/tokens/${id}`, { method: 'DELETE', headers });
  await page.reload();
  await page.getByLabel('Token', { exact: true }).fill(TOKEN);
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.getByRole('button', { name: 'You: This machine' }).click();
  await page.getByRole('button', { name: 'Forget the token' }).click();
  await page.getByRole('heading', { name: 'This Peyk asks for a token' }).waitFor();
  await page.context().close();
});

it('what signs in with OpenID Connect is loaded only where it is used', () => {
  expect([...loaded].filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
  expect([...loaded].filter((url) => /oidc/i.test(url))).toEqual([]);
});

it('a token that another run has left is forgotten, where none is needed', async () => {
  const open = await startPeyk({ PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1' });
  const page = await browser.newPage();
  await page.goto(open.url);
  await page.evaluate(() => {
    sessionStorage.setItem('peyk.token', 'a-token-of-another-run');
  });
  await page.reload();
  await page.getByText('No campaigns yet').waitFor();
  expect(await page.evaluate('sessionStorage.getItem("peyk.token")')).toBeNull();
  await page.close();
  await open.end('SIGTERM');
});
