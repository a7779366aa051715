import { z } from 'zod';
import { TooLargeError } from '../../core/shared/errors.ts';
import { rotate, secretValueSchema, type SecretValue } from './secretValue.ts';

/** Several secrets kept as one, by name. */
export type SecretMap = Readonly<Record<string, SecretValue>>;

export const secretMapSchema: z.ZodType<SecretMap> = z.record(z.string(), secretValueSchema);

/**
 * A secret may hold 65,536 bytes. A source's part is 225 at most: a name of 63 letters, two secrets of 50, and when the
 * older one ends. So there is always room to rotate those that are in.
 */
export const MOST_MEMBERS = 290;

/** With a new value for one member. The same map where it has that value already. Ends overlaps that are over. */
export function putMember(map: SecretMap, name: string, next: string, now: number, overlapMs: number): SecretMap {
  const before = memberOf(map, name);
  const value = rotate(before, next, now, overlapMs);
  if (value === before) return map;
  if (before === undefined && Object.keys(map).length >= MOST_MEMBERS)
    throw new TooLargeError(`no more than ${MOST_MEMBERS} can be kept: remove one that is not needed`);
  const kept = Object.entries(map).map(([each, { current, ...rest }]): [string, SecretValue] => [
    each,
    (rest.previousUntil ?? 0) > now ? { current, ...rest } : { current },
  ]);
  return Object.fromEntries([...kept, [name, value]]);
}

/** Without one member; the same map where it is not in. */
export function removeMember(map: SecretMap, name: string): SecretMap {
  if (memberOf(map, name) === undefined) return map;
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== name));
}

export function memberOf(map: SecretMap, name: string): SecretValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
