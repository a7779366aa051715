import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCall } from '../../adapters/dynamo/call.ts';
import { createDynamoClient } from '../../adapters/dynamo/client.ts';
import { createTables } from '../../adapters/dynamo/createTables.ts';
import { createStores } from '../../adapters/stores/createStores.ts';
import { newCustomer } from '../../core/customers/customer.ts';
import { startRuntime } from '../../local/runtime.ts';
import { TABLES } from '../../names.ts';
import { givenData } from '../e2e/runtimeProcess.ts';
import { hasDynamo } from '../support/hasDynamo.ts';
import { startDynoxide } from '../support/dynoxide.ts';

const NOW = Date.now();
const IDS = Array.from({ length: 1_200 }, (_, index) => `customer "${index}" é`);

/** A data folder as the last version left it: dynoxide's file, its log not yet written back. */
async function givenOldData(): Promise<string> {
  const data = givenData();
  const { child, endpoint } = await startDynoxide(join(data, 'peyk.db'));
  const client = createDynamoClient({ endpoint });
  await createTables(client, TABLES);
  const stores = createStores({ call: createCall(client), tables: TABLES, clock: () => NOW });
  await stores.customers.saveMany(
    IDS.map((id) => ({ ...newCustomer(id, NOW), email: 'all@one.example', attributes: { share: 0.1 } })),
  );
  await stores.settings.save({ timeZone: 'Asia/Tehran' });
  await stores.transact([
    stores.orders.operation(
      { orderId: 'o1', customerId: IDS[0]!, amount: 1999, currency: 'EUR', placedAt: NOW, refunds: [] },
      0,
    ),
  ]);
  await stores.uniqueCounters.delivered({ campaignId: 'cmp', shard: 0, seq: 1 }, [1, 2, 3]);
  client.destroy();
  child.kill('SIGKILL');
  return data;
}

describe.runIf(hasDynamo())('a data folder of the last version', () => {
  it('is moved at the first start, told about, and kept as it was', async () => {
    const data = await givenOldData();
    const said: string[] = [];
    const first = await startRuntime({ port: 0, data, say: (line) => said.push(line) });
    const { stores } = first.deps;
    const found = await stores.customers.getMany(IDS);
    expect([...found.keys()].sort()).toEqual([...IDS].sort());
    expect(found.get(IDS[7]!)).toMatchObject({ version: 1, attributes: { share: 0.1 } });
    expect(await stores.customers.idsByEmail('all@one.example')).toHaveLength(IDS.length);
    expect((await stores.settings.get()).timeZone).toBe('Asia/Tehran');
    expect((await stores.orders.get('o1'))?.order).toMatchObject({ amount: 1999 });
    expect((await stores.uniqueCounters.counts({ id: 'cmp', shards: 1 })).delivered).toBe(3);
    expect(said.join('\n')).toMatch(/Moving the data of the last version[^]*Customers: 1,200 items[^]*kept in/);
    await first.stop();
    expect(readdirSync(data)).toContain('peyk.db.kept');
    expect(existsSync(join(data, 'peyk.db'))).toBe(false);

    const again: string[] = [];
    const second = await startRuntime({ port: 0, data, say: (line) => again.push(line) });
    onTestFinished(() => second.stop());
    expect(again).toEqual([]);
    expect((await second.deps.stores.customers.get(IDS[0]!))?.version).toBe(1);
  });

  it('is moved anew where the first start was cut off in the middle', async () => {
    const data = await givenOldData();
    const cutOff = startRuntime({
      port: 0,
      data,
      say: (line) => {
        if (line.includes('Customers')) throw new Error('cut off');
      },
    });
    await expect(cutOff).rejects.toThrow('cut off');
    expect(existsSync(join(data, 'peyk.sqlite'))).toBe(false);
    const runtime = await startRuntime({ port: 0, data });
    onTestFinished(() => runtime.stop());
    expect((await runtime.deps.stores.customers.getMany(IDS)).size).toBe(IDS.length);
  });
});

it('a folder whose data is a DynamoDB elsewhere is not looked at', async () => {
  // DYNAMODB_ENDPOINT is where the data is, whatever lies in the folder.
  const { openDatabase } = await import('../../local/database/openDatabase.ts');
  const data = givenData();
  const options = { data, dynamodbEndpoint: 'http://127.0.0.1:9', clock: Date.now, say: () => undefined };
  await expect(openDatabase(options)).rejects.toThrow();
  expect(readdirSync(data)).toEqual([]);
});
