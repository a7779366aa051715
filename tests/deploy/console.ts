import assert from 'node:assert/strict';
import type { Emulator } from './emulator.ts';
import { send, type Answer } from './http.ts';

/**
 * Asks CloudFront for the console as a browser does. `url` is where the stack says that it is. Nothing is asked of the
 * API behind it: the emulator would look for that host in the world.
 */
export async function visitConsole(
  emulator: Emulator,
  url: string,
  expected: { readonly poolId: string; readonly clientId: string },
): Promise<string> {
  // The emulator speaks no TLS and believes whoever says that he does.
  const headers = { host: new URL(url).host, 'x-forwarded-proto': 'https', accept: 'text/html' };
  const get = (path: string): Promise<Answer> => send(emulator.endpoint + path, { headers });
  const cachingOf = ({ headers }: Answer) => String(headers['cache-control']);

  const page = await get('/');
  assert.equal(page.status, 200, page.text);
  assert.equal(cachingOf(page), 'no-cache');
  const assets = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  assert.ok(assets.length > 0, 'the page names its assets');
  for (const path of assets) {
    const asset = await get(path);
    assert.equal(asset.status, 200, path);
    assert.match(cachingOf(asset), /immutable/, path);
  }
  const config = await get('/config.json');
  assert.equal(cachingOf(config), 'no-cache');
  const { signIn } = JSON.parse(config.text);
  assert.equal(signIn.clientId, expected.clientId, 'the application that people sign in to');
  assert.ok(signIn.authority.endsWith(`/${expected.poolId}`), 'who signs them in');
  assert.equal((await get('/campaigns/cmp_1')).text, page.text, 'every page is the console');
  assert.match(String(page.headers['content-security-policy']), /default-src/);
  return `${assets.length} assets`;
}
