import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { identifyDeployed } from '../../../../functions/api/identity/identifyDeployed.ts';
import { createStores } from '../../../../adapters/stores/createStores.ts';
import { freePort } from '../../../support/freePort.ts';
import { createTestApp, type TestApp } from '../../../support/app.ts';
import { violations } from '../../../support/axe.ts';
import { startBrowser } from '../../../support/browser.ts';
import { serveDeployedConsole, type DeployedConsole } from '../../../support/deployedConsole.ts';
import { startSignInService, type SignInService } from '../../../support/signInService.ts';
import { useStores } from '../../../support/stores.ts';

const stores = useStores();
let browser: Browser;
let context: BrowserContext;
let service: SignInService;
let deployed: DeployedConsole;
let origin: string;
/** The same data, to prepare it. */
let admin: TestApp;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const { options } = await stores.fresh();
  const makeStores = (clock: () => number) => createStores({ ...options, clock });
  const { app } = createTestApp(makeStores, identifyDeployed);
  admin = createTestApp(makeStores);
  [service, browser] = await Promise.all([startSignInService(await freePort(), origin), startBrowser()]);
  deployed = await serveDeployedConsole(port, service.issuer, app);
});
afterEach(async () => {
  service.tokenSeconds = 3600;
  deployed.distrusted.clear();
  await context.close();
});
afterAll(async () => {
  await browser.close();
  deployed.stop();
  service.stop();
});

interface Wish {
  readonly path?: string;
  readonly language?: string;
}

/** A browser that was never here before, on an address of the console. */
async function open({ path = '', language = 'en' }: Wish = {}): Promise<Page> {
  context = await browser.newContext({ reducedMotion: 'reduce' });
  await context.addInitScript((wanted) => localStorage.setItem('peyk.language', wanted), language);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => message.text().includes('Content Security Policy') && refused.push(message.text()));
  page.on('close', () => expect(refused).toEqual([]));
  await page.goto(`${origin}/${path}`);
  return page;
}

async function typePassword(page: Page, login: string): Promise<void> {
  await page.waitForURL(`${service.issuer}/**`);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=password]').fill('a password');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

async function signedIn(login: string, wish: Wish = {}): Promise<Page> {
  const page = await open(wish);
  await typePassword(page, login);
  await page.getByRole('button', { name: `${login}@team.example` }).waitFor();
  return page;
}

const bearers = () => new Set(deployed.calls.filter(({ status }) => status < 300).map(({ bearer }) => bearer));

describe('signing in', () => {
  it('leads through the sign-in page to the screen that was asked for', async () => {
    const page = await signedIn('marketer', { path: '#/campaigns/cmp_wished' });
    expect(page.url()).toBe(`${origin}/#/campaigns/cmp_wished`);
    await page.getByText('cmp_wished').first().waitFor(); // the API was asked, and knows no such campaign
    expect(deployed.calls.filter(({ status }) => status === 401)).toEqual([]);
  });

  it('holds through a reload, and in this window only', async () => {
    const page = await signedIn('marketer');
    await page.reload();
    await page.getByRole('heading', { name: 'Campaigns' }).waitFor();
    expect(page.url().startsWith(origin)).toBe(true);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/eyJ|token/);
    expect(await context.cookies(origin)).toEqual(await context.cookies(service.issuer)); // none of our own
  });

  it('shows who is in, with which role, in the menu', async () => {
    const page = await signedIn('viewer', { language: 'uk' });
    await page.getByRole('button', { name: 'viewer@team.example' }).click();
    await page.getByText('Переглядач').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('is renewed before its token ends, without leaving the page', async () => {
    service.tokenSeconds = 4;
    const page = await signedIn('marketer');
    const before = bearers();
    await page.waitForTimeout(6_000);
    await page.goto(`${origin}/#/campaigns/cmp_later`);
    await page.getByText('cmp_later').first().waitFor();
    const { bearer, status } = deployed.calls.findLast(({ path }) => path.endsWith('/cmp_later'))!;
    expect(status).toBe(404);
    expect(before.has(bearer)).toBe(false);
  });

  it('is renewed where the API takes a token no more, and the call is made again', async () => {
    const page = await signedIn('marketer');
    await page.waitForTimeout(1_100); // two tokens of one second are the same
    for (const bearer of bearers()) deployed.distrusted.add(String(bearer));
    await page.goto(`${origin}/#/campaigns/cmp_again`);
    await page.getByText('cmp_again').first().waitFor();
    const answers = deployed.calls.filter(({ path }) => path.endsWith('/cmp_again')).map(({ status }) => status);
    expect(answers.slice(0, 2)).toEqual([401, 404]);
  });

  it('starts over at the sign-in page where nothing is left to renew, and comes back to the same screen', async () => {
    const page = await signedIn('marketer');
    await page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((each) => each.startsWith('peyk.user:'))!;
      const user = JSON.parse(sessionStorage.getItem(key)!);
      sessionStorage.setItem(key, JSON.stringify({ ...user, refresh_token: 'used before', expires_at: 1 }));
    });
    await page.goto(`${origin}/?reload#/campaigns/cmp_kept`);
    await page.getByText('cmp_kept').first().waitFor(); // the service still knew them
    expect(page.url()).toBe(`${origin}/#/campaigns/cmp_kept`);
  });
});

describe('what a role may not do', () => {
  let path: string;
  beforeAll(async () => {
    const make = async (noun: string, body: object) =>
      (await admin.call('POST', `/api/v1/${noun}`, body)).body as { readonly id: string };
    const customers = [
      'customer_id,email,consent_email,country',
      ...[1, 2, 3].map((i) => `c${i},c${i}@buyers.example,true,UA`),
    ];
    await admin.importFile('customers', customers.join('\n'));
    const segment = await make('segments', { name: 'Everybody', rule: { attribute: 'country', eq: 'UA' } });
    const mjml =
      '<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>';
    const template = await make('templates', { name: 'Hello', languages: { en: { subject: 'Hello', mjml } } });
    const from = { name: 'Shop', email: 'shop@example.com' };
    const campaign = { name: 'Autumn', segmentIds: [segment.id], templateId: template.id, from, holdout: 0 };
    path = `#/campaigns/${(await make('campaigns', campaign)).id}`;
  });

  it('is not shown: a viewer finds no way to launch', async () => {
    const page = await signedIn('viewer', { path });
    await page.getByRole('heading', { name: 'Autumn' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: /launch/i }).count()).toBe(0);
  });

  it('is shown to whoever may: a marketer launches, having read whom it reaches', async () => {
    const page = await signedIn('marketer', { path, language: 'fa' });
    await page.getByRole('button', { name: 'آغاز ارسال' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('نفر پیام می‌گیرند').waitFor();
    expect(await dialog.textContent()).toContain('۳');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'آغاز ارسال' }).click();
    await page.getByRole('button', { name: 'توقف موقت' }).waitFor();
    expect(deployed.calls.filter(({ path: asked }) => asked.endsWith('/launch'))).toMatchObject([{ status: 202 }]);
  });
});

describe('signing out', () => {
  it('ends the session here and at the service, and waits for a click to begin again', async () => {
    const page = await signedIn('marketer', { language: 'fa' });
    await page.getByRole('button', { name: 'marketer@team.example' }).click();
    await page.getByRole('button', { name: 'خروج' }).click();
    await page.waitForURL(`${service.issuer}/**`);
    await page.getByRole('button', { name: /yes/i }).click();
    await page.waitForURL(`${origin}/signed-out**`);
    await page.getByRole('heading', { name: 'از حساب خود خارج شدید' }).waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toMatch(/eyJ/);
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'ورود' }).click();
    await typePassword(page, 'viewer');
    await page.getByRole('button', { name: 'viewer@team.example' }).waitFor();
    expect(page.url()).toBe(`${origin}/`);
  });
});

describe('what goes wrong is said in words', () => {
  it.each([
    { language: 'en', failed: 'Signing in did not work', retry: 'Try again' },
    { language: 'fa', failed: 'ورود انجام نشد', retry: 'تلاش دوباره' },
    { language: 'uk', failed: 'Увійти не вдалося', retry: 'Спробувати ще раз' },
  ])('where somebody cancels, in $language', async ({ language, failed, retry }) => {
    const page = await open({ language, path: '#/campaigns/cmp_wished' });
    await page.waitForURL(`${service.issuer}/**`);
    await page.getByRole('link', { name: /cancel/i }).click();
    await page.getByRole('heading', { name: failed }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: retry }).click();
    await typePassword(page, 'marketer');
    await page.getByRole('button', { name: 'marketer@team.example' }).waitFor();
  });

  it('where an old way back is used', async () => {
    const page = await open({ path: 'signed-out' });
    await page.goto(`${origin}/?code=old&state=old`);
    await page.getByText('used before, or was begun in another window').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(`${service.issuer}/**`);
  });

  it('where the console cannot find out how to sign in', async () => {
    const page = await open({ path: 'signed-out' });
    await page.route('**/config.json', (route) => route.abort());
    await page.goto(`${origin}/?again`);
    await page.getByText('cannot be reached').waitFor();
    await page.unroute('**/config.json');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL(`${service.issuer}/**`);
  });

  it('where a session cannot be renewed for now: nobody is sent away, and trying again goes on', async () => {
    const page = await signedIn('marketer');
    await page.waitForTimeout(1_100);
    for (const bearer of bearers()) deployed.distrusted.add(String(bearer));
    await page.route(`${service.issuer}/token`, (route) => route.abort());
    await page.goto(`${origin}/#/campaigns/cmp_offline`);
    const retry = page.getByRole('button', { name: 'Try again' });
    await retry.waitFor();
    await page.unroute(`${service.issuer}/token`);
    await retry.click();
    await page.getByText('cmp_offline').first().waitFor();
    expect(page.url()).toBe(`${origin}/#/campaigns/cmp_offline`);
  });

  it('where somebody is in no group: once, not round in a circle', async () => {
    const page = await open();
    await typePassword(page, 'nobody');
    await page.getByRole('heading', { name: 'You have no role here yet' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${service.issuer}/session/end**`);
  });
});
