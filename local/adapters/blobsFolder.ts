import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { link, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConflictError, NotFoundError } from '../../core/shared/errors.ts';
import { DAY_MS } from '../../core/shared/days.ts';
import { BLOB_FOLDERS } from '../../names.ts';
import type { Blobs } from '../../app/ports/blobs.ts';

export interface BlobsFolder extends Pick<Blobs, 'write' | 'read' | 'sizeOf'> {
  /** Writes a file that must not be there yet. Throws ConflictError. */
  writeOnce(key: string, stream: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  /** Deletes what has been kept for as long as its folder keeps files, as the bucket does in AWS. */
  sweep(now: number): Promise<void>;
}

/** Files in a folder. Each is there whole or not at all. */
export function openBlobsFolder(folder: string): BlobsFolder {
  mkdirSync(folder, { recursive: true });
  // Keys are ids with slashes; as one file name each, they cannot leave the folder.
  const pathOf = (key: string) =>
    join(
      folder,
      encodeURIComponent(key).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length)),
    );

  const keep = async (
    key: string,
    stream: AsyncIterable<Uint8Array>,
    intoPlace: (part: string, path: string) => Promise<void>,
  ) => {
    const path = pathOf(key);
    const part = `${path}.${randomUUID()}.part`;
    const file = createWriteStream(part);
    try {
      await pipeline(Readable.from(stream, { objectMode: false }), file);
      await intoPlace(part, path);
    } finally {
      await rm(part, { force: true });
    }
    return { bytes: file.bytesWritten };
  };

  return {
    write: (key, stream) => keep(key, stream, rename),
    writeOnce: (key, stream) =>
      keep(key, stream, async (part, path) => {
        // A link, unlike a move, never takes the place of another file.
        await link(part, path).catch((error: unknown) => {
          const taken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
          throw taken ? new ConflictError('this file was uploaded before') : error;
        });
      }),
    async *read(key, fromByte) {
      const path = pathOf(key);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) throw new NotFoundError('blob', key);
      if (fromByte >= found.size) return;
      for await (const chunk of createReadStream(path, { start: fromByte }))
        if (chunk instanceof Uint8Array) yield chunk;
    },
    sizeOf: async (key) => (await stat(pathOf(key)).catch(() => undefined))?.size,
    async sweep(now) {
      for (const name of await readdir(folder)) {
        const days = Object.entries(BLOB_FOLDERS).find(([kind]) =>
          name.startsWith(encodeURIComponent(`${kind}/`)),
        )?.[1];
        if (days === undefined) continue;
        const file = await stat(join(folder, name)).catch(() => undefined);
        if (file && now - file.mtimeMs > days * DAY_MS) await rm(join(folder, name), { force: true });
      }
    },
  };
}
