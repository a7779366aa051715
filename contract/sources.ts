import * as z from 'zod';
import { pageOf } from './page.ts';
import { timeSchema } from './time.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits or -');

export const newSourceSchema = z.object({ name });

/** `{name}` in a path, and what the removal of a source answers. */
export const bySourceNameSchema = z.object({ name });

/** A system that posts webhooks. */
export const sourceSchema = z.object({
  name: z.string(),
  createdAt: timeSchema,
  rotatedAt: timeSchema.exactOptional(),
});

export const sourceListSchema = pageOf(sourceSchema);

/** `secret` is shown once: the answer repeated for an Idempotency-Key goes without it. */
export const sourceSecretSchema = z.object({
  name: z.string(),
  secret: z.string().exactOptional().meta({ description: '`whsec_...`, as Standard Webhooks writes it' }),
});

export type SourceResponse = z.infer<typeof sourceSchema>;
export type SourceSecretResponse = z.infer<typeof sourceSecretSchema>;
