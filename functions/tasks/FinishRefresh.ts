import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';
import { finishRefresh } from '../../app/segments/refresh/finishRefresh.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({
  runId: z.string().min(1),
  /** Why nothing was fitted, where the workflow continued without. */
  error: caughtSchema.exactOptional(),
});

/** Adds the shards up: size and history of every segment, and the run has succeeded. */
export const createFinishRefresh =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { runId, error } = inputSchema.parse(input);
    return { status: await finishRefresh(deps, runId, error && reasonOf(error)) };
  };

export const handler = lazy(createFinishRefresh, { stores, clock, log });
