import type { BlobsFolder } from './blobsFolder.ts';
import type { Allowed, FileTokens } from './fileTokens.ts';
import type { Blobs } from '../../app/ports/blobs.ts';

const UPLOAD_MS = 900_000;
const DOWNLOAD_MS = 300_000;

export interface LocalBlobsOptions {
  readonly folder: BlobsFolder;
  readonly tokens: FileTokens;
  readonly clock: () => number;
  /** Known only when the server listens. */
  readonly address: { readonly url: string };
}

/** Path under which this runtime takes and gives files: local/http/serveFiles.ts. */
export const FILES_PATH = '/files';

/** The folder's files, with addresses that the runtime itself answers, as S3 does in AWS. */
export function createLocalBlobs({ folder, tokens, clock, address }: LocalBlobsOptions): Blobs {
  const urlOf = (allowed: Allowed): string => {
    const { key, contentType, expiresAt, bytes, fileName } = allowed;
    const query = new URLSearchParams({
      type: contentType,
      expires: String(expiresAt),
      ...(bytes !== undefined && { bytes: String(bytes) }),
      ...(fileName !== undefined && { name: fileName }),
      token: tokens.sign(allowed),
    });
    return `${address.url}${FILES_PATH}/${encodeURIComponent(key)}?${query.toString()}`;
  };

  return {
    ...folder,
    largestResponse: Number.POSITIVE_INFINITY,
    uploadAddress(key, { contentType, bytes }) {
      const expiresAt = clock() + UPLOAD_MS;
      const url = urlOf({ method: 'PUT', key, contentType, expiresAt, bytes });
      const size: Record<string, string> = bytes === undefined ? {} : { 'content-length': String(bytes) };
      const headers = { 'content-type': contentType, 'if-none-match': '*', ...size };
      return Promise.resolve({ url, method: 'PUT', headers, expiresAt });
    },
    downloadAddress: (key, { contentType, fileName }) =>
      Promise.resolve(urlOf({ method: 'GET', key, contentType, fileName, expiresAt: clock() + DOWNLOAD_MS })),
  };
}
