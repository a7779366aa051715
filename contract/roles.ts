import * as z from 'zod';

/** Who may do what: each may do what those before it may. */
export const roleSchema = z.enum(['viewer', 'marketer', 'admin']);

export type RoleResponse = z.infer<typeof roleSchema>;
