import type { MiddlewareHandler } from 'hono';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Answers a request that may have changed something when the change is on the disk: 2xx means stored, also after a power cut. */
export function durableAnswers(durable: () => Promise<void>): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (!READING.has(context.req.method)) await durable();
  };
}
