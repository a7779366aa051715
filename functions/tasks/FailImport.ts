import { z } from 'zod';
import { failImport } from '../../app/imports/failImport.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { caughtSchema, reasonOf } from '../../app/ports/workflowInputs.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({ importId: z.string().min(1), error: caughtSchema });

/** Marks an import failed and keeps why. Applied rows stay; importing the same file again changes nothing. */
export const createFailImport =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly status: string }> => {
    const { importId, error } = inputSchema.parse(input);
    return { status: await failImport(deps, importId, reasonOf(error)) };
  };

export const handler = lazy(createFailImport, { stores, clock, log });
