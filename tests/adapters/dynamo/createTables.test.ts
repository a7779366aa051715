import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTables } from '../../../adapters/dynamo/createTables.ts';
import { startDynamo, type TestDynamo } from '../../support/dynamo.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

it('creates tables with their indexes and TTL, without streams, and leaves existing ones alone', async () => {
  const names = await dynamo.createTables();
  await createTables(dynamo.client, names);

  const { Table: customers } = await dynamo.client.send(new DescribeTableCommand({ TableName: names.customers }));
  expect(customers?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual([
    'customersByCreation',
    'customersByEmail',
  ]);
  expect(customers?.StreamSpecification).toBeUndefined();
  const ttl = await dynamo.client.send(new DescribeTimeToLiveCommand({ TableName: names.control }));
  expect(ttl.TimeToLiveDescription?.AttributeName).toBe('ttl');
});
