import { randomUUID } from 'node:crypto';
import { PeykError, UnavailableError } from '../../../core/shared/errors.ts';
import type { TableId } from '../../shared/names.ts';
import type { StoredItem } from '../records.ts';
import { MAX_TRIES } from './backoff.ts';
import { isObject } from './call.ts';
import type { Database } from './database.ts';
import { isItem } from './items.ts';
import { DynamoRefusal, isTransactionConflict } from './refusal.ts';

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

/** Conflicts and throttling are waited out; a condition that does not hold fails at once. */
export function createTransact(database: Database): Transact {
  return async (operations, token = randomUUID()) => {
    if (operations.length === 0) return;
    const TransactItems = operations.map(({ table, action, input }) => ({
      [action]: {
        TableName: database.tables[table],
        ...input,
        ...('ConditionExpression' in input && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      },
    }));
    for (let attempt = 0; ; attempt++) {
      const failure = await tryOnce(database, { TransactItems, ClientRequestToken: token });
      if (!failure) return;
      const waitable = failure.failed.every(({ reason }) => reason === 'conflict' || reason === 'throttled');
      if (!waitable) throw failure;
      if (attempt + 1 >= MAX_TRIES) {
        if (failure.failed.some(({ reason }) => reason === 'conflict')) throw failure;
        throw new UnavailableError('the database is throttled', { cause: failure });
      }
      await database.backoff(attempt);
    }
  };
}

async function tryOnce(
  database: Database,
  request: Readonly<Record<string, unknown>>,
): Promise<TransactionFailedError | undefined> {
  try {
    await database.call('TransactWriteItems', request);
    return undefined;
  } catch (error) {
    if (isTransactionConflict(error)) return new TransactionFailedError([{ index: 0, reason: 'conflict' }]);
    if (!(error instanceof DynamoRefusal) || error.code !== 'TransactionCanceledException') throw error;
    const reasons = error.answer['CancellationReasons'];
    const failed = (Array.isArray(reasons) ? reasons : []).flatMap(toFailure);
    return new TransactionFailedError(failed.length > 0 ? failed : [{ index: 0, reason: 'other' }], { cause: error });
  }
}

function toFailure(reason: unknown, index: number): FailedOperation[] {
  if (!isObject(reason) || reason['Code'] === 'None' || reason['Code'] === undefined) return [];
  const item = reason['Item'];
  return [{ index, reason: reasonOf(reason['Code'], reason['Message']), ...(isItem(item) && { item }) }];
}

function reasonOf(code: unknown, message: unknown): FailedOperation['reason'] {
  switch (code) {
    case 'ConditionalCheckFailed':
      return 'condition';
    case 'TransactionConflict':
      return 'conflict';
    case 'ThrottlingError':
    case 'ProvisionedThroughputExceeded':
      return 'throttled';
    case 'ItemCollectionSizeLimitExceeded':
      return 'tooLarge';
    case 'ValidationError':
      return typeof message === 'string' && message.includes('size') ? 'tooLarge' : 'invalid';
    default:
      return 'other';
  }
}
