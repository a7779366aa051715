import { ValidationError } from '../../shared/errors.ts';

export function fault(path: string, reason: string): never {
  throw new ValidationError([{ path, reason }]);
}
