import * as z from 'zod';
import { pageOf } from './page.ts';
import { timeSchema } from './time.ts';

export const importKindSchema = z.enum(['customers', 'orders', 'assignments']);

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The query of `POST /imports`. */
export const newImportQuerySchema = z.object({
  kind: importKindSchema,
  createCustomers: flag.optional(),
  windowDays: z.coerce.number().int().min(1).max(365).optional(),
  upload: z
    .string()
    .regex(/^upl_[0-9a-z]{1,40}$/, 'is not the id of an upload')
    .optional()
    .meta({ description: 'Instead of a body: the file that was uploaded under this id' }),
});

export const startedImportSchema = z.object({ id: z.string() });

/** An import in a list. */
export const importSummarySchema = z.object({
  id: z.string(),
  kind: importKindSchema,
  status: z.enum(['running', 'done', 'failed']),
  createdAt: timeSchema,
  finishedAt: timeSchema.exactOptional(),
  bytes: z.int().exactOptional(),
  bytesDone: z.int().exactOptional(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  failure: z.string().exactOptional(),
});

/** An import with its first 1000 rejected rows. `row` counts data rows from 1; 0 stands for the whole file. */
export const importSchema = importSummarySchema
  .extend({ errors: z.array(z.object({ row: z.int(), field: z.string(), reason: z.string() })) })
  .meta({ id: 'Import' });

export const importListSchema = pageOf(importSummarySchema);

export type ImportKindResponse = z.infer<typeof importKindSchema>;
export type ImportSummaryResponse = z.infer<typeof importSummarySchema>;
export type ImportResponse = z.infer<typeof importSchema>;
