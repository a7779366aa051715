import { z } from 'zod';

/**
 * What is stored under a secret's name. `previous` stays valid until `previousUntil` (epoch ms), and is the one to use
 * until `currentFrom`: whoever checks what was signed should know a key before the first who signs with it.
 */
export const secretValueSchema = z.object({
  current: z.string().min(1),
  previous: z.string().optional(),
  previousUntil: z.number().optional(),
  currentFrom: z.number().optional(),
});
export type SecretValue = z.infer<typeof secretValueSchema>;

export const DEFAULT_OVERLAP_MS = 86_400_000;

/** Values that are valid now, the one to use first. */
export function validValues(value: SecretValue, now: number): string[] {
  const { current, previous, previousUntil = 0, currentFrom = 0 } = value;
  if (previous === undefined || previousUntil <= now) return [current];
  return currentFrom > now ? [previous, current] : [current, previous];
}

/**
 * `next` becomes current, after `settleMs`; what was current stays valid for `overlapMs`. Putting the same value again
 * changes nothing.
 */
export function rotate(
  value: SecretValue | undefined,
  next: string,
  now: number,
  overlapMs: number,
  settleMs = 0,
): SecretValue {
  if (value === undefined) return { current: next };
  if (value.current === next) return value;
  if (overlapMs <= 0) return { current: next };
  const rotated = { current: next, previous: value.current, previousUntil: now + overlapMs };
  return settleMs > 0 ? { ...rotated, currentFrom: now + settleMs } : rotated;
}
