import type { Browser, Page } from 'playwright-core';

/** Opens the console at an address of its own, in a language, as wide and as dark as asked for. */
export async function openConsole(
  browser: Browser,
  url: string,
  language: string,
  { width = 1280, dark = false }: { width?: number; dark?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript((wanted) => localStorage.setItem('peyk.language', wanted), language);
  await page.goto(url);
  return page;
}
