import { randomUUID } from 'node:crypto';
import { UnavailableError } from '../../core/shared/errors.ts';
import { MAX_TRIES } from './backoff.ts';
import { isObject } from './json.ts';
import type { Database } from './database.ts';
import { isItem } from './items.ts';
import { DynamoRefusal, isTransactionConflict } from './refusal.ts';
import { type FailedOperation, TransactionFailedError, type Transact } from '../../app/ports/stores/transact.ts';

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
