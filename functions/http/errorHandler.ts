import type { Hono } from 'hono';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { problem, problemResponse, toProblem } from './problem.ts';

/** Answers what goes wrong, and what is asked for in vain, with problem details; only faults of ours are logged. */
export function answerFaults(app: Hono, { log, clock }: Pick<Deps, 'log' | 'clock'>): void {
  app.notFound(({ req }) => problemResponse(problem('NotFoundError', `${req.method} ${req.path} does not exist`)));
  app.onError((error) => {
    const body = toProblem(error);
    if (body.status >= 500) log.error({ err: error, ...metrics({ RequestsFailed: 1 }, clock()) }, 'request failed');
    return problemResponse(body);
  });
}
