import type { StoredValue } from '../../core/customers/storedItem.ts';
import type { TableId } from '../../names.ts';
import type { Database } from './database.ts';
import { isItem, isItems } from './items.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

/** Items of one partition, in the order of the sort key. */
export interface QueryRequest {
  readonly table: TableId;
  /** An index; its reads are never strongly consistent. */
  readonly index?: string;
  readonly partition: { readonly name: string; readonly value: string };
  readonly sort?:
    | { readonly name: string; readonly beginsWith: string }
    /** Both ends belong to it. */
    | { readonly name: string; readonly from: StoredValue; readonly to: StoredValue };
  readonly newestFirst?: boolean;
  readonly limit?: number | undefined;
  readonly consistent?: boolean;
  readonly startKey?: StoredItem | undefined;
  /** Only these fields, or entries of maps ("at/city"), of each item: as many units, fewer bytes. */
  readonly fields?: readonly string[] | undefined;
}

export interface ItemPage {
  readonly items: readonly StoredItem[];
  /** Where the next page begins; absent at the end. */
  readonly lastKey?: StoredItem;
}

/** One page: at most 1 MB or `limit` items. */
export async function queryPage(database: Database, request: QueryRequest): Promise<ItemPage> {
  const { sort } = request;
  const values: Record<string, StoredValue> = { ':p': { S: request.partition.value } };
  let condition = '#p = :p';
  if (sort && 'beginsWith' in sort) {
    condition += ' AND begins_with(#s, :s)';
    values[':s'] = { S: sort.beginsWith };
  } else if (sort) {
    condition += ' AND #s BETWEEN :f AND :t';
    values[':f'] = sort.from;
    values[':t'] = sort.to;
  }
  const projection = projectionOf(request.fields);
  const answer = await database.call('Query', {
    ProjectionExpression: projection?.expression,
    TableName: database.tables[request.table],
    IndexName: request.index,
    KeyConditionExpression: condition,
    ExpressionAttributeNames: { '#p': request.partition.name, ...(sort && { '#s': sort.name }), ...projection?.names },
    ExpressionAttributeValues: values,
    ScanIndexForward: request.newestFirst !== true,
    Limit: request.limit,
    ConsistentRead: request.index === undefined && request.consistent === true,
    ExclusiveStartKey: request.startKey,
  });
  return toPage(answer['Items'], answer['LastEvaluatedKey']);
}

/** "at/city" is the entry of a map, whatever characters its name has; a field of an item has no slash. */
function namesOf(field: string, index: number): [string, string][] {
  const slash = field.indexOf('/');
  if (slash < 0) return [[`#f${index}`, field]];
  return [
    [`#f${index}`, field.slice(0, slash)],
    [`#e${index}`, field.slice(slash + 1)],
  ];
}

function projectionOf(fields: readonly string[] | undefined) {
  return (
    fields && {
      expression: fields
        .map((field, index) => (field.includes('/') ? `#f${index}.#e${index}` : `#f${index}`))
        .join(', '),
      names: Object.fromEntries(fields.flatMap(namesOf)),
    }
  );
}

function toPage(items: unknown, lastKey: unknown): ItemPage {
  return { items: isItems(items) ? items : [], ...(isItem(lastKey) && { lastKey }) };
}

/** All pages that are not empty. The next page is on its way while one is worked on. */
async function* allPages(
  read: (startKey: StoredItem | undefined) => Promise<ItemPage>,
  startKey?: StoredItem,
): AsyncGenerator<readonly StoredItem[], void, undefined> {
  let coming: Promise<ItemPage> | undefined = read(startKey);
  while (coming) {
    const page: ItemPage = await coming;
    coming = page.lastKey && read(page.lastKey);
    // Its failure is thrown when its page is asked for; a consumer that stops early never asks for it.
    coming?.catch(() => undefined);
    if (page.items.length > 0) yield page.items;
  }
}

export function queryPages(
  database: Database,
  request: QueryRequest,
): AsyncGenerator<readonly StoredItem[], void, undefined> {
  return allPages((startKey) => queryPage(database, { ...request, startKey }), request.startKey);
}

/** Everything the query finds. Only for partitions known to be small. */
export async function queryAll(database: Database, request: QueryRequest): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for await (const page of queryPages(database, request)) items.push(...page);
  return items;
}

/** One of `total` parallel parts of a scan over a whole table, with only the named `fields` of each item where given. */
export function scanPages(
  database: Database,
  table: TableId,
  part: { readonly segment: number; readonly total: number; readonly fields?: readonly string[] | undefined },
): AsyncGenerator<readonly StoredItem[], void, undefined> {
  const projection = projectionOf(part.fields);
  return allPages(async (ExclusiveStartKey) => {
    const answer = await database.call('Scan', {
      ProjectionExpression: projection?.expression,
      ExpressionAttributeNames: projection?.names,
      TableName: database.tables[table],
      Segment: part.segment,
      TotalSegments: part.total,
      ExclusiveStartKey,
    });
    return toPage(answer['Items'], answer['LastEvaluatedKey']);
  });
}
