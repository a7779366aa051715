import { z } from 'zod';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';

const inputSchema = z.object({ importId: z.string().min(1), error: caughtSchema });

/** Marks an import failed and keeps why. Rows that were applied stay; the same file again goes on from them. */
export const createFailImport =
  ({ stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { importId, error } = inputSchema.parse(input);
    const failure = reasonOf(error);
    log.error({ importId, error: failure }, 'an import failed');
    const { status } = await stores.imports.mutate(importId, (current) =>
      current.status === 'running' ? { ...current, status: 'failed', finishedAt: clock(), failure } : current,
    );
    return { status };
  };

export const handler = lazy(createFailImport, { stores, clock, log });
