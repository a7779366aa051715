import * as z from 'zod';

/** Media types of files of rows. */
export const CSV = 'text/csv';
export const NDJSON = 'application/x-ndjson';

/** A page may not follow a redirect to another host; whoever accepts this reads the address instead, one a line. */
export const ADDRESS_LIST = 'text/uri-list';

/** A file as an answer. */
export const csvFileSchema = z
  .string()
  .meta({ description: 'The file; with `accept: text/uri-list`, of a large one its address', contentMediaType: CSV });

/** Where a file lies that is too large for an answer. */
export const fileElsewhereSchema = z
  .string()
  .meta({ description: 'A large file, at `location` for five minutes', contentMediaType: CSV });
