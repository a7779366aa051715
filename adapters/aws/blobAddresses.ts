import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { clientOptions, type BlobsOptions } from './blobsOptions.ts';
import type { Blobs } from '../../app/ports/blobs.ts';

const UPLOAD_SECONDS = 900;
const DOWNLOAD_SECONDS = 300;

type Addresses = Pick<Blobs, 'uploadAddress' | 'downloadAddress'>;

/**
 * Addresses that S3 itself answers, signed with the function's own credentials: whoever has one may do that one thing
 * until it expires, and nothing passes through the API.
 */
export function createBlobAddresses(options: BlobsOptions): Addresses {
  // A checksum that is asked for now would be that of no bytes, and S3 would refuse the file that comes.
  const client = new S3Client({ ...clientOptions(options), requestChecksumCalculation: 'WHEN_REQUIRED' });
  const at = (key: string) => ({ Bucket: options.bucket, Key: key });

  return {
    async uploadAddress(key, { contentType, bytes }) {
      // Once: an import reads the file in several time slices, so nobody may replace it meanwhile.
      const once = { IfNoneMatch: '*' };
      const length = bytes === undefined ? {} : { ContentLength: bytes };
      const command = new PutObjectCommand({ ...at(key), ...once, ...length, ContentType: contentType });
      const now = options.clock();
      const url = await getSignedUrl(client, command, {
        expiresIn: UPLOAD_SECONDS,
        signingDate: new Date(now),
        signableHeaders: new Set(['host', 'content-type', 'content-length', 'if-none-match']),
      });
      const size: Record<string, string> = bytes === undefined ? {} : { 'content-length': String(bytes) };
      return {
        url,
        method: 'PUT',
        headers: { 'content-type': contentType, 'if-none-match': '*', ...size },
        expiresAt: now + UPLOAD_SECONDS * 1_000,
      };
    },
    downloadAddress: (key, { contentType, fileName }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          ...at(key),
          ResponseContentType: contentType,
          ResponseContentDisposition: `attachment; filename="${fileName}"`,
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: DOWNLOAD_SECONDS, signingDate: new Date(options.clock()) },
      ),
  };
}
