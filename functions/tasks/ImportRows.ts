import { z } from 'zod';
import { NotFoundError } from '../../core/shared/errors.ts';
import { runImport } from '../../app/imports/runImport.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { metrics } from '../../app/shared/metrics.ts';
import { lazy } from '../runtime/lazy.ts';
import { blobs, clock, ids, log, signer, stores } from '../runtime/providers.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'signer' | 'blobs' | 'log'>;

const inputSchema = z.object({ importId: z.string() });

/** How long one call works; well inside the Task's time-out, so that a batch in hand can be finished. */
const BOX_MS = 20_000;

/**
 * Reads on in an uploaded file from its checkpoint for about 20 seconds. `done: false` asks to be called again. Every
 * batch is applied before the checkpoint moves, and applying one twice changes nothing, so a kill at any point is safe.
 */
export const createImportRows =
  (deps: Dependencies, { boxMs = BOX_MS }: { readonly boxMs?: number } = {}) =>
  async (input: unknown): Promise<{ done: boolean }> => {
    const { importId } = inputSchema.parse(input);
    const record = await deps.stores.imports.get(importId);
    if (!record) throw new NotFoundError('import', importId);
    if (record.status !== 'running') return { done: true };
    const done = await runImport(deps, record, deps.clock() + boxMs);
    const after = (await deps.stores.imports.get(importId)) ?? record;
    const rows = {
      ImportRowsAccepted: after.accepted - record.accepted,
      ImportRowsRejected: after.rejected - record.rejected,
    };
    deps.log.info({ importId, kind: record.kind, done, ...metrics(rows, deps.clock()) }, 'rows of a file are read');
    return { done };
  };

export const handler = lazy((deps: Dependencies) => createImportRows(deps), { stores, clock, ids, signer, blobs, log });
