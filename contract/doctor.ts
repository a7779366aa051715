import * as z from 'zod';

const status = z.enum(['ok', 'warn', 'fail']);

/** What one check found. `do` says what to do about it; absent where all is well. */
const findingSchema = z.object({ check: z.string(), status, what: z.string(), do: z.string().exactOptional() });

/** `status` is the worst of all findings. */
export const diagnosisSchema = z.object({ status, findings: z.array(findingSchema) }).meta({ id: 'Diagnosis' });

export type DiagnosisResponse = z.infer<typeof diagnosisSchema>;
