import type { Import } from '../../core/imports/import.ts';
import type { Deps } from '../ports/deps.ts';

/**
 * Marks an import failed and keeps why. Rows that were applied stay; the same file again repeats nothing. Answers its
 * status.
 */
export async function failImport(
  { stores, clock, log }: Pick<Deps, 'stores' | 'clock' | 'log'>,
  importId: string,
  failure: string,
): Promise<Import['status']> {
  log.error({ importId, error: failure }, 'an import failed');
  const { status } = await stores.imports.mutate(importId, (current) =>
    current.status === 'running' ? { ...current, status: 'failed', finishedAt: clock(), failure } : current,
  );
  return status;
}
