import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { NotFoundError } from '../../core/shared/errors.ts';
import { count } from '../metering/meter.ts';
import { createBlobAddresses } from './blobAddresses.ts';
import { clientOptions, type BlobsOptions } from './blobsOptions.ts';
import { partsOf } from './parts.ts';
import type { Blobs } from '../../app/ports/blobs.ts';

const PART_BYTES = 8 * 2 ** 20; // S3 wants 5 MiB or more for all parts but the last

// A function's answer may hold 6 MB, in which text with many quotes becomes a good deal longer.
const LARGEST_ANSWER = 4_000_000;
// Who may not list a bucket is told 403 where there is no object.
const NOT_THERE = [403, 404];

/** Files in S3. Memory holds one part at a time; a body that fits one part is a single request. */
export function createBlobs(options: BlobsOptions): Blobs {
  const client = new S3Client(clientOptions(options));
  const at = (key: string) => ({ Bucket: options.bucket, Key: key });

  const upload = async (key: string, first: Uint8Array, rest: AsyncIterator<Uint8Array, void>) => {
    count({ blobWrites: 1 });
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at(key)));
    const parts: CompletedPart[] = [];
    let bytes = 0;
    try {
      for (let body: Uint8Array | undefined = first; body; body = await nextOf(rest)) {
        const PartNumber = parts.length + 1;
        count({ blobWrites: 1 });
        const { ETag } = await client.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body: body }));
        parts.push({ PartNumber, ETag });
        bytes += body.length;
      }
      count({ blobWrites: 1 });
      await client.send(
        new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts: parts } }),
      );
      return { bytes };
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId }));
      throw error;
    }
  };

  return {
    ...createBlobAddresses(options),
    largestResponse: LARGEST_ANSWER,
    async sizeOf(key) {
      try {
        count({ blobReads: 1 });
        return (await client.send(new HeadObjectCommand(at(key)))).ContentLength;
      } catch (error) {
        if (error instanceof S3ServiceException && NOT_THERE.includes(error.$metadata.httpStatusCode ?? 0))
          return undefined;
        throw error;
      }
    },
    async write(key, stream) {
      const parts = partsOf(stream, PART_BYTES);
      const first = (await nextOf(parts)) ?? new Uint8Array();
      if (first.length === PART_BYTES) return upload(key, first, parts);
      count({ blobWrites: 1 });
      await client.send(new PutObjectCommand({ ...at(key), Body: first }));
      return { bytes: first.length };
    },
    async *read(key, fromByte) {
      const range = fromByte > 0 ? { Range: `bytes=${fromByte}-` } : {};
      try {
        count({ blobReads: 1 });
        const { Body } = await client.send(new GetObjectCommand({ ...at(key), ...range }));
        if (Body) yield* Body.transformToWebStream();
      } catch (error) {
        if (error instanceof NoSuchKey) throw new NotFoundError('blob', key);
        // A range that starts at the very end: nothing is left to read.
        if (error instanceof S3ServiceException && error.name === 'InvalidRange') return;
        throw error;
      }
    },
  };
}

async function nextOf<T>(iterator: AsyncIterator<T, void>): Promise<T | undefined> {
  const { done, value } = await iterator.next();
  return done === true ? undefined : value;
}
