import { ValidationError } from '../../shared/errors.ts';

/** Refuses a rule: `reason` says what would be right at `path`. */
export function issue(path: string, reason: string): never {
  throw new ValidationError([{ path, reason }]);
}
