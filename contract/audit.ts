import * as z from 'zod';
import { pageOf } from './page.ts';
import { timeSchema } from './time.ts';

/** One change: who, when, what. Names of fields, never their values. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: timeSchema,
    who: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    method: z.string(),
    route: z.string().meta({ description: 'As this document has it: `/api/v1/customers/{id}`' }),
    target: z.string().exactOptional().meta({ description: 'What was changed or made' }),
    fields: z.array(z.string()),
    status: z.int(),
  })
  .meta({ id: 'AuditEntry' });

export const auditListSchema = pageOf(auditEntrySchema);

export type AuditEntryResponse = z.infer<typeof auditEntrySchema>;
