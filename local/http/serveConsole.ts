import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { MiddlewareHandler } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Everything under these belongs to the API and is never a page of the console. */
const API = /^\/(api|hooks|c|o|u)(\/|$)|^\/(openapi\.json|health)$/;

/** The built console: its files, and its one page for every other address that a browser navigates to. */
export function serveConsole(folder: string): MiddlewareHandler {
  return async (context, next) => {
    const { path, method } = context.req;
    if ((method !== 'GET' && method !== 'HEAD') || API.test(path)) return next();
    // How people sign in: on one machine nobody does.
    if (path === '/config.json') return context.json({}, 200, { 'cache-control': 'no-cache' });
    const wantsPage = context.req.header('accept')?.includes('text/html') === true;
    const type = TYPES[extname(path)];
    const file = type === undefined ? undefined : await fileOf(folder, path);
    if (type !== undefined && file) {
      // Vite puts a hash into the names of all assets, so they never change.
      const caching = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      return context.body(file, 200, { 'content-type': type, 'cache-control': caching });
    }
    if (path !== '/' && !wantsPage) return next();
    const page = await fileOf(folder, '/index.html');
    if (!page) return context.text('The console is not built yet. Reload this page in a few seconds.\n', 503);
    return context.body(page, 200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  };
}

async function fileOf(folder: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const relative = normalize(decode(path));
  if (relative.split(/[/\\]/).includes('..')) return undefined;
  return readFile(join(folder, relative)).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
