import type { MiddlewareHandler } from 'hono';

/** Nothing here is a page of its own, so nothing may be loaded or framed; a page states its own policy. */
const LOCKED = "default-src 'none'; frame-ancestors 'none'";

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', LOCKED);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-frame-options', 'DENY');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
};
