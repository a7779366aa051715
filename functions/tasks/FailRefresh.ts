import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';

const inputSchema = z.object({ runId: z.string().min(1).exactOptional(), error: caughtSchema });

/** Marks a refresh failed and keeps why. Memberships written so far are right; the next refresh completes them. */
export const createFailRefresh =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { runId, error } = inputSchema.parse(input);
    const failure = reasonOf(error);
    log.error({ runId, error: failure }, 'a segment refresh failed');
    // A scheduled run that failed before it had a record leaves the log and the failed execution.
    if (runId === undefined || !(await stores.runs.get(runId))) return { status: 'failed' };
    const { status } = await stores.runs.mutate(runId, (current) =>
      current.status === 'running' ? { ...current, status: 'failed', finishedAt: clock(), failure } : current,
    );
    return { status };
  };

export const handler = lazy(createFailRefresh, { stores, clock, log });
