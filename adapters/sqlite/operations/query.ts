import type { JsonObject } from '../../dynamo/json.ts';
import { consumed, readUnits } from '../capacity.ts';
import { keyConditionOf } from '../expressions/keyCondition.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { projectionOf } from '../expressions/projection.ts';
import { readPage, startKey, type ItemPage } from '../page.ts';
import { invalid } from '../refuse.ts';
import { isItem, textIn } from '../request.ts';
import type { Relation } from '../relation.ts';
import type { Tables } from '../tables.ts';

export function query(tables: Tables, input: JsonObject): JsonObject {
  const relation = relationOf(tables, input);
  const placeholders = new Placeholders(input);
  const conditions = keyConditionOf(textIn(input, 'KeyConditionExpression'), placeholders, relation.layout.keys);
  const newestFirst = input['ScanIndexForward'] === false;
  const start = startKey(startIn(input), relation.layout);
  return answerPage(input, placeholders, (limit) =>
    readPage(relation, { conditions, newestFirst, fixed: 1, start }, limit),
  );
}

function relationOf(tables: Tables, input: JsonObject): Relation {
  const table = tables(textIn(input, 'TableName'));
  const name = input['IndexName'];
  if (typeof name !== 'string') return table.items;
  const index = table.index(name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  if (input['ConsistentRead'] === true) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  return index;
}

export const startIn = ({ ExclusiveStartKey: start }: JsonObject) => (isItem(start) ? start : undefined);

/** What queries and scans have in common: limit, projection and what they consumed. */
export function answerPage(
  input: JsonObject,
  placeholders: Placeholders,
  read: (limit: number) => ItemPage,
): JsonObject {
  const { Limit: limit = Infinity, ProjectionExpression: projection } = input;
  if (typeof limit !== 'number' || limit < 1) {
    throw invalid("Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
  }
  const project = typeof projection === 'string' ? projectionOf(projection, placeholders) : undefined;
  placeholders.allUsed();
  const { items, size, last } = read(limit);
  return {
    Items: project ? items.map(project) : items,
    Count: items.length,
    ScannedCount: items.length,
    ...(last && { LastEvaluatedKey: last }),
    ...consumed(input, textIn(input, 'TableName'), readUnits(size, input['ConsistentRead'] === true)),
  };
}
