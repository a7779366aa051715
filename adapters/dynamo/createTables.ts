import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { TABLE_SCHEMAS, type TableId, type TableSchema } from '../../names.ts';

/** The real name of each table. */
export type TableNames = Readonly<Record<TableId, string>>;

const TABLE_IDS: readonly TableId[] = ['customers', 'activity', 'control'];

/**
 * Creates the tables of TABLE_SCHEMAS where they do not exist yet, on demand capacity, with their indexes and
 * TTL. For emulators only: in AWS the stack creates them. No streams: nobody reads one, and an emulated stream
 * makes every transaction three times as slow.
 */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  for (const id of TABLE_IDS) await createTable(client, names[id], TABLE_SCHEMAS[id]);
}

async function createTable(client: DynamoDBClient, name: string, schema: TableSchema): Promise<void> {
  try {
    await client.send(new CreateTableCommand(describe(name, schema)));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await untilActive(client, name);
  if (schema.ttl === undefined) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: schema.ttl, Enabled: true },
    }),
  );
}

async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`table ${name} did not become active`);
}

function describe(name: string, schema: TableSchema): CreateTableCommandInput {
  const keys = [schema, ...schema.indexes].flatMap((part) =>
    part.sortKey === undefined ? [part.partitionKey] : [part.partitionKey, part.sortKey],
  );
  const types = new Map(keys.map((key) => [key.name, key.type]));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keySchema(schema),
    ...(schema.indexes.length > 0 && {
      GlobalSecondaryIndexes: schema.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: index.include
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] }
          : { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  };
}

function keySchema(part: Pick<TableSchema['indexes'][number], 'partitionKey' | 'sortKey'>) {
  return [
    { AttributeName: part.partitionKey.name, KeyType: 'HASH' as const },
    ...(part.sortKey ? [{ AttributeName: part.sortKey.name, KeyType: 'RANGE' as const }] : []),
  ];
}
