import type { Import, ImportKind } from '../../core/imports/import.ts';
import type { Deps } from '../ports/deps.ts';
import { arrivedUpload, importOf, refuseSecondUse } from './uploads.ts';

/** A file that is kept and may be read by the import of its id. */
export type ImportFile = Pick<Import, 'id' | 'blob' | 'format'> & { readonly bytes: number };

/** Keeps a file as it arrives. */
export async function keepFile(
  { blobs, ids }: Pick<Deps, 'blobs' | 'ids'>,
  format: Import['format'],
  chunks: AsyncIterable<Uint8Array>,
): Promise<ImportFile> {
  const id = ids('imp');
  const blob = `imports/${id}`;
  const { bytes } = await blobs.write(blob, chunks);
  return { id, blob, bytes, format };
}

/** Takes a file that was uploaded before. Throws NotFoundError, ConflictError where an import has read it, TooLargeError. */
export async function takeUpload(
  deps: Pick<Deps, 'stores' | 'workflows' | 'blobs'>,
  kind: ImportKind,
  upload: string,
): Promise<ImportFile> {
  await refuseSecondUse(deps, upload);
  return { id: importOf(upload), ...(await arrivedUpload(deps, kind, upload)) };
}

export interface ImportOptions {
  readonly createCustomers?: boolean | undefined;
  readonly windowDays?: number | undefined;
}

/** Records an import and starts the workflow that reads its file. Returns its id. */
export async function startImport(
  { stores, workflows, clock }: Pick<Deps, 'stores' | 'workflows' | 'clock'>,
  file: ImportFile,
  kind: ImportKind,
  { createCustomers, windowDays }: ImportOptions,
): Promise<string> {
  await stores.imports.create({
    ...file,
    kind,
    status: 'running',
    createdAt: clock(),
    rows: 0,
    accepted: 0,
    rejected: 0,
    options: {
      ...(createCustomers !== undefined && { createCustomers }),
      ...(windowDays !== undefined && { windowDays }),
    },
  });
  await workflows.start('import', file.id, { importId: file.id });
  return file.id;
}
