import { ConflictError, NotFoundError, TooLargeError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import type { Import, ImportKind } from '../../core/imports/import.ts';

// An upload has no record of its own: its file tells that it arrived and what it is, and the import that read it has
// the same name. So nothing has to be kept in step.

/** Most bytes of a file, however it comes. */
export const FILE_CAP = 1_073_741_824;

const FORMATS = ['csv', 'ndjson'] as const;
type Format = Import['format'];

export const uploadKey = (kind: ImportKind, id: string, format: Format): string => `uploads/${kind}/${id}.${format}`;

/** The one import that may read an upload. */
export const importOf = (uploadId: string): string => uploadId.replace(/^upl_/, 'imp_');

/** The file of an upload that arrived. Throws NotFoundError, also where it is of another kind; TooLargeError. */
export async function arrivedUpload(
  { blobs }: Pick<Deps, 'blobs'>,
  kind: ImportKind,
  id: string,
): Promise<{ readonly blob: string; readonly format: Format; readonly bytes: number }> {
  for (const format of FORMATS) {
    const blob = uploadKey(kind, id, format);
    const bytes = await blobs.sizeOf(blob);
    if (bytes === undefined) continue;
    if (bytes > FILE_CAP) throw new TooLargeError(`a file may hold ${FILE_CAP} bytes`);
    return { blob, format, bytes };
  }
  throw new NotFoundError(`upload of ${kind}`, `${id}, or its file,`);
}

/**
 * Refuses a second import of an upload. Where the first was recorded and its run never began, it begins now, so that
 * asking again is all a caller needs to do after a failure.
 */
export async function refuseSecondUse(
  { stores, workflows }: Pick<Deps, 'stores' | 'workflows'>,
  uploadId: string,
): Promise<void> {
  const importId = importOf(uploadId);
  const before = await stores.imports.get(importId);
  if (!before) return;
  if (before.status === 'running') await workflows.start('import', importId, { importId });
  throw new ConflictError(`this upload is read by import ${importId}`, { importId });
}
