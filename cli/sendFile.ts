import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { UploadResponse } from '../contract/uploads.ts';
import { RequestError } from './errors.ts';

/** What S3 says where the file is there already: an earlier try of ours came through. */
const THERE_ALREADY = 412;

/** A file as a stream that says how far it was read. */
export function fileStream(path: string, onProgress: (bytes: number) => void): ReadableStream {
  let sent = 0;
  const source = createReadStream(path).on('data', (chunk) => {
    sent += chunk.length;
    onProgress(sent);
  });
  return Readable.toWeb(source);
}

/** Sends a file to its address as it is read, so that a file of any size needs no memory. No token goes along. */
export async function sendFile({ url, method, headers }: UploadResponse, body: ReadableStream): Promise<void> {
  const response = await fetch(url, { method, headers, body, duplex: 'half' }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new RequestError(`The file could not be sent to ${new URL(url).host} (${cause})`);
  });
  if (!response.ok && response.status !== THERE_ALREADY)
    throw new RequestError(`The file was refused by ${new URL(url).host} with status ${response.status}`);
}
