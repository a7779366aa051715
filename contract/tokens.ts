import * as z from 'zod';
import { pageOf } from './page.ts';
import { roleSchema } from './roles.ts';
import { timeSchema } from './time.ts';

export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters'),
  role: roleSchema,
});

/** A service token of a CLI or a CI job. */
export const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: roleSchema,
    createdAt: timeSchema,
    revokedAt: timeSchema.exactOptional(),
  })
  .meta({ id: 'ServiceToken' });

/** `token` is shown once: the answer repeated for an Idempotency-Key goes without it. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string().exactOptional() });

export const tokenListSchema = pageOf(tokenSchema);

export type TokenResponse = z.infer<typeof tokenSchema>;
export type CreatedTokenResponse = z.infer<typeof createdTokenSchema>;
