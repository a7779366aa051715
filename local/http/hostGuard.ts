import type { MiddlewareHandler } from 'hono';

const OURS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * The local runtime asks nobody who they are, because only this machine reaches it. A web page could still reach it
 * through a name of its own that it points at 127.0.0.1 (DNS rebinding); such a
 * request carries that name as Host. And it may post to us without reading the answer; such a request carries an Origin.
 */
export const hostGuard: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host');
  const origin = context.req.header('origin');
  const reading = context.req.method === 'GET' || context.req.method === 'HEAD';
  const foreignPage = !reading && origin !== undefined && !OURS.test(origin.replace(/^https?:\/\//i, ''));
  if (foreignPage || (host !== undefined && !OURS.test(host))) {
    return context.json({ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Use http://localhost' }, 403, {
      'content-type': 'application/problem+json',
    });
  }
  return next();
};
