import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';
import { failRefresh } from '../../app/segments/refresh/failRefresh.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({ runId: z.string().min(1).exactOptional(), error: caughtSchema });

/** Marks a refresh failed and keeps why. Memberships written so far are right; the next refresh completes them. */
export const createFailRefresh =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { runId, error } = inputSchema.parse(input);
    return { status: await failRefresh(deps, runId, reasonOf(error)) };
  };

export const handler = lazy(createFailRefresh, { stores, clock, log });
