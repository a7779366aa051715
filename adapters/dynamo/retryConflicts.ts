import { VersionConflictError } from '../../core/shared/errors.ts';
import { MAX_TRIES, type Backoff } from './backoff.ts';

/** Repeats a read-modify-write until no other write comes in between; after 10 tries throws VersionConflictError. */
export async function retryConflicts<T>(backoff: Backoff, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof VersionConflictError) || tries + 1 >= MAX_TRIES) throw error;
      await backoff(tries);
    }
  }
}
