import * as z from 'zod';
import { roleSchema } from './roles.ts';

/** Who calls: a person, a service token, or whoever sits at this machine. */
export const meSchema = z
  .object({ kind: z.enum(['user', 'token', 'local']), name: z.string(), role: roleSchema })
  .meta({ id: 'Me' });

export type MeResponse = z.infer<typeof meSchema>;
