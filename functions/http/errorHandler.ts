import type { Hono } from 'hono';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { problem, problemResponse, toProblem } from './problem.ts';

/** Answers errors, and routes that do not exist, with problem details; only our own errors (5xx) are logged. */
export function handleErrors(app: Hono, { log, clock }: Pick<Deps, 'log' | 'clock'>): void {
  app.notFound(({ req }) => problemResponse(problem('NotFoundError', `${req.method} ${req.path} does not exist`)));
  app.onError((error) => {
    const body = toProblem(error);
    if (body.status >= 500) log.error({ err: error, ...metrics({ RequestsFailed: 1 }, clock()) }, 'request failed');
    return problemResponse(body);
  });
}
