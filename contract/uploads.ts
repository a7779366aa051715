import * as z from 'zod';
import { CSV, NDJSON } from './files.ts';
import { importKindSchema } from './imports.ts';
import { timeSchema } from './time.ts';

/** A file to be sent on its own. */
export const newUploadSchema = z.strictObject({
  kind: importKindSchema,
  contentType: z.enum([CSV, NDJSON]).default(CSV),
  bytes: z.int().min(1).optional().meta({ description: 'The exact length. Without it any length is taken.' }),
});

/** Where the file may be sent, once. */
export const uploadSchema = z.object({
  id: z.string(),
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()).meta({ description: 'To be sent as they are' }),
  expiresAt: timeSchema,
});

export type UploadResponse = z.infer<typeof uploadSchema>;
