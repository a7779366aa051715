import { NotFoundError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { metrics } from '../shared/metrics.ts';
import { runImport } from './runImport.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids' | 'signer' | 'blobs' | 'log'>;

/**
 * Reads on in an uploaded file from its checkpoint for about `boxMs`; true when it is over. Every batch is applied before
 * the checkpoint moves, and applying one twice changes nothing, so a kill at any point is safe.
 */
export async function continueImport(deps: Dependencies, importId: string, boxMs: number): Promise<boolean> {
  const { stores, clock, log } = deps;
  const record = await stores.imports.get(importId);
  if (!record) throw new NotFoundError('import', importId);
  if (record.status !== 'running') return true;
  const done = await runImport(deps, record, clock() + boxMs);
  const after = (await stores.imports.get(importId)) ?? record;
  const rows = {
    ImportRowsAccepted: after.accepted - record.accepted,
    ImportRowsRejected: after.rejected - record.rejected,
  };
  log.info({ importId, kind: record.kind, done, ...metrics(rows, clock()) }, 'rows of a file are read');
  return done;
}
