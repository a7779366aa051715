import type { TableId } from '../../../names.ts';
import type { StoredItem } from './records.ts';
import { PeykError } from '../../../core/shared/errors.ts';

/** One write of a transaction, made by a store. Nobody but the stores looks inside. */
export interface WriteOperation {
  readonly table: TableId;
  readonly action: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  /** As the API takes it, without the table's name. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Why one operation made its transaction fail. */
export interface FailedOperation {
  /** Position among the operations given. */
  readonly index: number;
  /** `condition`: what it expected did not hold. `conflict`: others kept writing the item. */
  readonly reason: 'condition' | 'conflict' | 'throttled' | 'tooLarge' | 'invalid' | 'other';
  /** What is stored, where a condition failed on an existing item: give it to the store's `parse`. */
  readonly item?: StoredItem;
}

/** Nothing of the transaction was written. */
export class TransactionFailedError extends PeykError {
  override readonly name = 'TransactionFailedError';
  override readonly retryable: boolean;
  readonly failed: readonly FailedOperation[];
  constructor(failed: readonly FailedOperation[], options?: ErrorOptions) {
    super(`transaction failed: ${failed.map(({ index, reason }) => `${reason} at ${index}`).join(', ')}`, options);
    this.failed = failed;
    this.retryable = failed.every(({ reason }) => reason !== 'tooLarge' && reason !== 'invalid');
  }
}

/** The same `token` (at most 36 characters) within 10 minutes is the same transaction. */
export type Transact = (operations: readonly WriteOperation[], token?: string) => Promise<void>;
