import type { S3ClientConfig } from '@aws-sdk/client-s3';

export interface BlobsOptions {
  readonly bucket: string;
  readonly endpoint?: string | undefined;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What every client of the bucket is made with. */
export const clientOptions = ({ endpoint }: BlobsOptions): S3ClientConfig =>
  endpoint === undefined ? {} : { endpoint, forcePathStyle: true };
