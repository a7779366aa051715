import * as z from 'zod';

/** Media types of files of rows. */
export const CSV = 'text/csv';
export const NDJSON = 'application/x-ndjson';

/** Asked for with `accept`: of a file too large for an answer its address, one a line. */
export const ADDRESS_LIST = 'text/uri-list';

/** A file as an answer. */
export const csvFileSchema = z
  .string()
  .meta({ description: 'The file; with `accept: text/uri-list`, of a large one its address', contentMediaType: CSV });

/** Where a file lies that is too large for an answer. */
export const fileElsewhereSchema = z
  .string()
  .meta({ description: 'A large file, at `location` for five minutes', contentMediaType: CSV });
