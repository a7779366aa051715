import { randomBytes } from 'node:crypto';
import { DAY_MS } from '../../core/shared/days.ts';
import { ConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { SECRETS } from '../../names.ts';

/** Functions look at their keys every five minutes, and at a cached secret: by then each knows the new key. */
export const SETTLE_MS = 15 * 60_000;

export interface RotatedKey {
  /** From when on links are signed with the new key (epoch ms). */
  readonly signsFrom: number;
  /** Until when links that were signed before work (epoch ms). */
  readonly olderLinksUntil: number;
}

/**
 * A new key for the links in mails. The one before verifies for `overlapDays` more; only one older key is kept, so a
 * rotation before that ends is a ConflictError. Without an overlap (the key has leaked) the new one counts at once, and
 * every link that was ever mailed stops working, unsubscribing included.
 */
export async function rotateSigningKey(
  { secrets, clock }: Pick<Deps, 'secrets' | 'clock'>,
  overlapDays: number,
): Promise<RotatedKey> {
  const revoked = overlapDays === 0;
  if (!revoked && (await secrets.get(SECRETS.signing)).length > 1)
    throw new ConflictError('links under the key before the present one are still valid, and only two keys are kept');
  const now = clock();
  const key = randomBytes(32).toString('base64url');
  await secrets.put(SECRETS.signing, key, overlapDays * DAY_MS, revoked ? 0 : SETTLE_MS);
  return { signsFrom: revoked ? now : now + SETTLE_MS, olderLinksUntil: now + overlapDays * DAY_MS };
}
