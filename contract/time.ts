import * as z from 'zod';

/** An instant in an answer. */
export const timeSchema = z.iso.datetime().meta({ description: 'RFC 3339 UTC' });

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** An instant in a request: RFC 3339 with an offset, read as epoch ms. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with an offset, such as 2026-02-28T12:00:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= EARLIEST && at < LATEST, 'must lie between the years 1970 and 2099');
