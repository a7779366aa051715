import * as z from 'zod/mini';

export const settingsSchema = z.object({
  calendar: z.enum(['gregorian', 'persian']),
  timeZone: z.string(),
  currency: z.string(),
  refreshSchedule: z.optional(z.nullable(z.string())),
  nextRefreshAt: z.optional(z.nullable(z.string())),
});

export type Settings = z.infer<typeof settingsSchema>;
