/** What somebody without credentials needs to put one file in its place, once. */
interface UploadAddress {
  readonly url: string;
  readonly method: 'PUT';
  /** To be sent as they are: they are part of what was allowed. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch ms. An upload that began before then may end after it. */
  readonly expiresAt: number;
}

/** Files, too large for the tables and for an answer. Keys begin with a folder of `BLOB_FOLDERS`. */
export interface Blobs {
  /** Bytes of the longest answer that can be given without a file; Infinity where any can. */
  readonly largestResponse: number;
  write(key: string, stream: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  /** The bytes from `fromByte` (0 = all) to the end. Throws NotFoundError. */
  read(key: string, fromByte: number): AsyncIterable<Uint8Array>;
  /** How large it is; undefined where there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Allows one upload of exactly `bytes` bytes (any length where absent), within a quarter of an hour. */
  uploadAddress(
    key: string,
    file: { readonly contentType: string; readonly bytes?: number | undefined },
  ): Promise<UploadAddress>;
  /** A link under which anybody reads the file, for five minutes. */
  downloadAddress(key: string, file: { readonly contentType: string; readonly fileName: string }): Promise<string>;
}
