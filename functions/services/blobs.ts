import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { NotFoundError } from '../../core/shared/errors.ts';
import { count } from '../metering/meter.ts';
import type { Blobs } from '../shared/deps.ts';
import { partsOf } from './parts.ts';

const PART_BYTES = 8 * 2 ** 20; // S3 wants 5 MiB or more for all parts but the last

export interface BlobsOptions {
  readonly bucket: string;
  readonly endpoint?: string | undefined;
}

/** Import bodies in S3. Memory holds one part at a time; a body that fits one part is a single request. */
export function createBlobs({ bucket, endpoint }: BlobsOptions): Blobs {
  const client = new S3Client(endpoint === undefined ? {} : { endpoint, forcePathStyle: true });
  const at = (key: string) => ({ Bucket: bucket, Key: key });

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
