import type { Operation } from '../dynamo/call.ts';
import type { JsonObject } from '../dynamo/json.ts';
import { UnsupportedError } from './unsupported.ts';

const WRITE = ['TableName', 'ReturnConsumedCapacity'];
const CONDITION = [
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];
const READ = ['TableName', 'ConsistentRead', 'ReturnConsumedCapacity'];
const PAGE = [...READ, 'ExclusiveStartKey', 'ExpressionAttributeNames', 'Limit', 'ProjectionExpression'];

const KNOWN: Readonly<Record<Operation | 'ConditionCheckItem', ReadonlySet<string>>> = {
  GetItem: new Set([...READ, 'Key']),
  BatchGetItem: new Set(['RequestItems', 'ReturnConsumedCapacity']),
  Query: new Set([...PAGE, 'ExpressionAttributeValues', 'IndexName', 'KeyConditionExpression', 'ScanIndexForward']),
  Scan: new Set([...PAGE, 'Segment', 'TotalSegments']),
  PutItem: new Set([...WRITE, ...CONDITION, 'Item']),
  UpdateItem: new Set([...WRITE, ...CONDITION, 'Key', 'UpdateExpression']),
  DeleteItem: new Set([...WRITE, ...CONDITION, 'Key']),
  ConditionCheckItem: new Set([...WRITE, ...CONDITION, 'Key']),
  BatchWriteItem: new Set(['RequestItems', 'ReturnConsumedCapacity']),
  TransactWriteItems: new Set(['TransactItems', 'ClientRequestToken', 'ReturnConsumedCapacity']),
};

/** Refuses a request with an option that no store uses: to leave it aside would give another answer than asked for. */
export function checkOptions(operation: Operation | 'ConditionCheckItem', input: JsonObject): void {
  const known = KNOWN[operation];
  for (const name in input) {
    if (input[name] !== undefined && !known.has(name)) throw new UnsupportedError(`the option of ${operation}`, name);
  }
}
