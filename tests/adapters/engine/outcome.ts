import type { Call } from '../../../adapters/dynamo/call.ts';
import type { JsonObject } from '../../../adapters/dynamo/json.ts';
import type { TableNames } from '../../../adapters/dynamo/createTables.ts';
import { DynamoRefusal } from '../../../adapters/dynamo/refusal.ts';
import type { Json } from '../../support/app.ts';
import type { Command } from './commands.ts';

export interface Engine {
  readonly call: Call;
  readonly tables: TableNames;
}

/** What an engine does with a command, in words that two engines can be compared by. Reads are read to their end. */
export async function outcomeOf({ call, tables }: Engine, { operation, input }: Command): Promise<Json> {
  const request = { ...input(tables), ReturnConsumedCapacity: 'TOTAL' };
  try {
    if (operation === 'Query') return renamed(await allPages(call, request), tables);
    if (operation === 'Scan') return renamed(await allParts(call, request), tables);
    return renamed(await call(operation, request), tables);
  } catch (error) {
    return renamed(failureOf(error), tables);
  }
}

/** Its code and what DynamoDB's callers look at; the wording is each engine's own. */
function failureOf(error: unknown): Json {
  if (!(error instanceof DynamoRefusal)) return { failed: (error as Error).name };
  const reasons = error.answer['CancellationReasons'] as { Code: string; Item?: object }[] | undefined;
  return {
    refused: error.code,
    item: error.answer['Item'],
    reasons: reasons?.map(({ Code, Item }) => ({ Code, Item })),
  };
}

async function allPages(call: Call, request: JsonObject): Promise<Json> {
  const pages: Json[] = [];
  for (let ExclusiveStartKey: unknown; ;) {
    const page: Json = await call('Query', { ...request, ExclusiveStartKey });
    pages.push(page);
    ExclusiveStartKey = page.LastEvaluatedKey;
    if (ExclusiveStartKey === undefined) return pages;
  }
}

/** Items of all parts of a scan, in no order. */
async function allParts(call: Call, request: JsonObject): Promise<Json> {
  const items: string[] = [];
  for (let Segment = 0; Segment < Number(request['TotalSegments']); Segment++) {
    const page: Json = await call('Scan', { ...request, Segment });
    items.push(...page.Items.map((item: Json) => JSON.stringify(sorted(item))));
  }
  return items.sort();
}

/** Without the tables' own names; sets, fields and tables in one order. */
function renamed(answer: Json, tables: TableNames): Json {
  const { ConsumedCapacity: consumed } = answer;
  if (Array.isArray(consumed)) consumed.sort((a, b) => (a.TableName < b.TableName ? -1 : 1));
  let text = JSON.stringify(sorted(answer));
  for (const [id, name] of Object.entries(tables))
    text = text.replaceAll(JSON.stringify(name), JSON.stringify(`<${id}>`));
  return JSON.parse(text);
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<Json>(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, name === 'NS' ? [...part].sort() : sorted(part)]));
}
