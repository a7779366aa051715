import { z } from 'zod';
import { fitPopulation } from '../../app/population/fitPopulation.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { clock, log, stores } from '../runtime/providers.ts';

const inputSchema = z.object({ runId: z.string().min(1) });

/** Fits what the shards summed up; false where that failed and the fit before stays in use. */
export const createFitQuantities =
  (deps: Pick<Deps, 'stores' | 'clock' | 'log'>) =>
  async (input: unknown): Promise<{ readonly fitted: boolean }> => {
    const { runId } = inputSchema.parse(input);
    return { fitted: await fitPopulation(deps, runId) };
  };

export const handler = lazy(createFitQuantities, { stores, clock, log });
