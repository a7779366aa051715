import * as z from 'zod';
import { timeSchema } from './time.ts';

/** For how many days links under the older key still work; with 0 none of them does. */
export const signingKeyRotationSchema = z.strictObject({ overlapDays: z.number().int().min(0).max(730) });

export const signingKeySchema = z.object({ signsFrom: timeSchema, olderLinksUntil: timeSchema });

export type SigningKeyResponse = z.infer<typeof signingKeySchema>;
