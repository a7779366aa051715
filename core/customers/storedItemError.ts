import { PeykError } from '../shared/errors.ts';

/** A stored customer is not what the codec writes. Names whose item and which part, so that it can be found and mended. */
export class StoredItemError extends PeykError {
  override readonly name = 'StoredItemError';
  readonly customerId: string;
  readonly field: string;
  constructor(customerId: string, field: string) {
    super(`stored customer ${customerId}: field ${field} is not readable`);
    this.customerId = customerId;
    this.field = field;
  }
}
