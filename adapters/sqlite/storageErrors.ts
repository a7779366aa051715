import { PeykError } from '../../core/shared/errors.ts';

/** The database file cannot be used. Nothing in it was changed. */
abstract class StorageError extends PeykError {}

/** There is no room for more. What was answered is stored; writes work again when there is room. */
export class DiskFullError extends StorageError {
  override readonly name = 'DiskFullError';
  override readonly retryable = true;
}

/** File or folder may not be written, or is not there. */
export class NotWritableError extends StorageError {
  override readonly name = 'NotWritableError';
}

/** The disk failed, or another program holds the file. */
export class DiskFailedError extends StorageError {
  override readonly name = 'DiskFailedError';
  override readonly retryable = true;
}

/** The file is not what was written to it. */
class DamagedFileError extends StorageError {
  override readonly name = 'DamagedFileError';
}

/** Errors of SQLite in the words of whoever runs Peyk; any other error as it is. */
export function toStorageError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error)) return error;
  const options = { cause: error };
  const why = `(${error.message})`;
  switch (code) {
    case 13: // SQLITE_FULL
      return new DiskFullError(`there is no room left for ${file} ${why}. Nothing is lost; make room.`, options);
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
    case 3: // SQLITE_PERM
      return new NotWritableError(`${file} cannot be written ${why}. Check its folder and whose it is.`, options);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new DamagedFileError(
        `${file} is damaged ${why}. Nothing was changed. Put back a copy of its folder, or move it away to start anew.`,
        options,
      );
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
    case 10: // SQLITE_IOERR
      return new DiskFailedError(`${file} could not be read or written just now ${why}`, options);
    default:
      return error;
  }
}

/** The primary result code of SQLite, in the low byte of what it says; what the system says in its place. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 13;
  return /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR)$/.test(code) ? 14 : undefined;
}
