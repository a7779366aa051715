import { z } from 'zod';

/** What is stored under a secret's name. `previous` stays valid until `previousUntil` (epoch ms). */
export const secretValueSchema = z.object({
  current: z.string().min(1),
  previous: z.string().optional(),
  previousUntil: z.number().optional(),
});
export type SecretValue = z.infer<typeof secretValueSchema>;

export const DEFAULT_OVERLAP_MS = 86_400_000;

/** Values that are valid now, current first. */
export function validValues(value: SecretValue, now: number): string[] {
  const { current, previous, previousUntil = 0 } = value;
  return previous !== undefined && previousUntil > now ? [current, previous] : [current];
}

/** `next` becomes current; what was current stays valid for `overlapMs`. Putting the same value again changes nothing. */
export function rotate(value: SecretValue | undefined, next: string, now: number, overlapMs: number): SecretValue {
  if (value === undefined) return { current: next };
  if (value.current === next) return value;
  if (overlapMs <= 0) return { current: next };
  return { current: next, previous: value.current, previousUntil: now + overlapMs };
}
