import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { Blobs } from '../../functions/shared/deps.ts';

/** Import bodies as files of a folder. A body is there whole or not at all. */
export function openBlobsFolder(folder: string): Blobs {
  mkdirSync(folder, { recursive: true });
  // Keys are ids with slashes; as one file name each, they cannot leave the folder.
  const pathOf = (key: string) =>
    join(
      folder,
      encodeURIComponent(key).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length)),
    );

  return {
    async write(key, stream) {
      const path = pathOf(key);
      const file = createWriteStream(`${path}.part`);
      try {
        await pipeline(Readable.from(stream, { objectMode: false }), file);
      } catch (error) {
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      await rename(`${path}.part`, path);
      return { bytes: file.bytesWritten };
    },
    async *read(key, fromByte) {
      const path = pathOf(key);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) throw new NotFoundError('blob', key);
      if (fromByte >= found.size) return;
      for await (const chunk of createReadStream(path, { start: fromByte }))
        if (chunk instanceof Uint8Array) yield chunk;
    },
  };
}
