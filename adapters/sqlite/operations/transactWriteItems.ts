import { hash } from 'node:crypto';
import type { JsonObject } from '../../dynamo/json.ts';
import { DynamoRefusal } from '../../dynamo/refusal.ts';
import { addUnits, consumedByTable, readUnits } from '../capacity.ts';
import { checkOptions } from '../options.ts';
import { invalid, refuse } from '../refuse.ts';
import { isObject, listIn } from '../request.ts';
import type { Stored } from '../table.ts';
import type { Tables } from '../tables.ts';
import type { Tokens } from '../tokens.ts';
import { apply, writeOf, type Write } from '../write.ts';
import { checkApart } from './batchWriteItem.ts';

const MAX_OPERATIONS = 100;
const MAX_BYTES = 4 * 1024 * 1024;
const KINDS = ['Put', 'Update', 'Delete', 'ConditionCheck'] as const;

/** Reads a transaction. Every condition is looked at before anything is written, so all of it happens or nothing. */
export function transactWriteItems(tables: Tables, tokens: Tokens, input: JsonObject): () => JsonObject {
  const operations = listIn(input, 'TransactItems', MAX_OPERATIONS);
  const writes = operations.map((operation) => {
    for (const kind of KINDS) {
      const request = operation[kind];
      if (!isObject(request)) continue;
      checkOptions(`${kind}Item`, request);
      return writeOf(kind, tables, request);
    }
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  });
  checkApart(writes, 'Transaction request cannot include multiple operations on one item');
  const token = input['ClientRequestToken'];
  const known = typeof token === 'string' ? { token, digest: digestOf(operations) } : undefined;
  return () => {
    const before = known && tokens.digestOf(known.token);
    if (before === undefined) {
      const answer = run(writes, input);
      if (known) tokens.keep(known.token, known.digest);
      return answer;
    }
    if (before === known?.digest) return repeated(writes, input);
    throw refuse('IdempotentParameterMismatchException', 'The same token came with another transaction');
  };
}

function run(writes: readonly Write[], input: JsonObject): JsonObject {
  const planned = writes.map(plan);
  const reasons = planned.map((each) => ('reason' in each ? each.reason : { Code: 'None' }));
  if (reasons.some(({ Code }) => Code !== 'None')) {
    const codes = reasons.map(({ Code }) => Code).join(', ');
    const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    throw refuse('TransactionCanceledException', message, { CancellationReasons: reasons });
  }
  const ready = planned.flatMap((each) => ('reason' in each ? [] : [each]));
  const bytes = ready.reduce((sum, { next }) => sum + sizeOf(next), 0);
  if (bytes > MAX_BYTES) {
    throw invalid(
      'Collection size of items exceeded, which can also be caused by the aggregate size of the items in the ' +
        'transaction exceeding the 4MB limit',
    );
  }
  const units = new Map<string, number>();
  for (const { write, stored, next } of ready) {
    const { item, indexes } = apply(write, stored, next);
    addUnits(units, write.tableName, 2 * item + indexes);
  }
  return consumedByTable(input, units, 'WriteCapacityUnits');
}

interface Ready {
  readonly write: Write;
  readonly stored: Stored | undefined;
  readonly next: ReturnType<Write['next']>;
}

/** What one operation comes to, or why it does not. */
function plan(write: Write): Ready | { readonly reason: { readonly Code: string } & JsonObject } {
  if (write.fault) return { reason: invalidReason(write.fault) };
  const stored = write.table.get(write.key);
  if (!write.holds(stored?.item)) {
    const found = stored && write.returnsOld ? { Item: stored.item } : {};
    return { reason: { Code: 'ConditionalCheckFailed', ...found, Message: 'The conditional request failed' } };
  }
  try {
    return { write, stored, next: write.next(stored) };
  } catch (error) {
    if (!(error instanceof DynamoRefusal)) throw error;
    return { reason: invalidReason(error) };
  }
}

const invalidReason = ({ answer }: DynamoRefusal) => ({ Code: 'ValidationError', Message: answer['message'] });

/** The answer to a transaction that was done before: it costs what reading its items costs. */
function repeated(writes: readonly Write[], input: JsonObject): JsonObject {
  const units = new Map<string, number>();
  for (const { table, tableName, key } of writes) {
    addUnits(units, tableName, 2 * readUnits(table.get(key)?.row.size ?? 0, true));
  }
  return consumedByTable(input, units, 'ReadCapacityUnits');
}

function sizeOf(row: Ready['next']): number {
  return row === undefined || row === 'same' ? 0 : row.size;
}

function digestOf(operations: readonly JsonObject[]): string {
  return hash('sha1', JSON.stringify(operations), 'base64');
}
