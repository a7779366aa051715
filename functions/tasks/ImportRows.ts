import { z } from 'zod';
import { continueImport } from '../../app/imports/continueImport.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { lazy } from '../runtime/lazy.ts';
import { blobs, clock, ids, log, signer, stores } from '../runtime/providers.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'signer' | 'blobs' | 'log'>;

const inputSchema = z.object({ importId: z.string() });

/** How long one call works; well inside the Task's time-out, so that a batch in hand can be finished. */
const BOX_MS = 20_000;

/** Reads on in an uploaded file from its checkpoint for about 20 seconds. `done: false` asks to be called again. */
export const createImportRows =
  (deps: Dependencies, { boxMs = BOX_MS }: { readonly boxMs?: number } = {}) =>
  async (input: unknown): Promise<{ done: boolean }> => {
    const { importId } = inputSchema.parse(input);
    return { done: await continueImport(deps, importId, boxMs) };
  };

export const handler = lazy((deps: Dependencies) => createImportRows(deps), { stores, clock, ids, signer, blobs, log });
