import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { createCall } from '../../../adapters/dynamo/call.ts';
import { createStores, type StoresOptions } from '../../../adapters/stores/createStores.ts';
import { createDynamoClient } from '../../../adapters/dynamo/client.ts';
import { startDynamo, type TestDynamo } from '../../support/dynamo.ts';
import { startFaultyDynamo, type Faults } from '../../support/faultyDynamo.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const NOW = Date.UTC(2026, 1, 1);
let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

async function fresh(): Promise<Stores & { readonly options: StoresOptions }> {
  const options = { call: dynamo.call, tables: await dynamo.createTables(), clock: () => NOW };
  return { ...createStores(options), options };
}

/** Stores that reach the database through `faults`, beside undisturbed ones on the same tables. */
async function withFaults(faults: Faults, body: (faulty: Stores, sound: Stores) => Promise<void>): Promise<void> {
  const sound = await fresh();
  const proxy = await startFaultyDynamo(dynamo.endpoint, faults);
  const client = createDynamoClient({ endpoint: proxy.endpoint, maxAttempts: 3 });
  try {
    await body(createStores({ ...sound.options, call: createCall(client) }), sound);
  } finally {
    client.destroy();
    await proxy.stop();
  }
}
const times = (n: number, operation: string, fault: ReturnType<Faults>): Faults => {
  return (call) => (call.operation === operation && call.count < n ? fault : undefined);
};
const counted = (customer: Customer | undefined): Customer => ({
  ...(customer ?? newCustomer('ann', NOW)),
  attributes: { count: Number(customer?.attributes['count'] ?? 0) + 1 },
});

describe('a write whose answer was lost', () => {
  it('of a customer counts once', () =>
    withFaults(times(1, 'PutItem', { kind: 'loseAnswer' }), async (faulty, sound) => {
      await faulty.customers.mutate('ann', counted);
      await faulty.customers.mutate('ann', counted);
      expect(await sound.customers.get('ann')).toMatchObject({ version: 2, attributes: { count: 2 } });
    }));

  it('of a membership is a success', () =>
    withFaults(times(1, 'UpdateItem', { kind: 'loseAnswer' }), async (faulty, sound) => {
      await sound.customers.save(newCustomer('ann', NOW));
      const item = (await sound.customers.getManyStored(['ann'])).get('ann')!;
      expect(await faulty.customers.updateMembership(item, { enter: ['s1'], leave: [] }, 5)).toBe(true);
      expect((await sound.customers.get('ann'))?.version).toBe(2);
    }));

  it('of a transaction is a success', () =>
    withFaults(times(1, 'TransactWriteItems', { kind: 'loseAnswer' }), async (faulty, sound) => {
      await faulty.transact([
        faulty.customers.operation(newCustomer('ann', NOW)),
        faulty.receipts.operation({ source: 's', id: 'm1', hash: 'h' }),
      ]);
      expect((await sound.customers.get('ann'))?.version).toBe(1);
    }));
});

describe('throttling', () => {
  const throttled = { kind: 'refuse', code: 'ThrottlingException' } as const;

  it('that passes is waited out', () =>
    withFaults(times(2, 'GetItem', throttled), async (faulty, sound) => {
      await sound.customers.save(newCustomer('ann', NOW));
      expect((await faulty.customers.get('ann'))?.id).toBe('ann');
    }));

  it('that stays is an error that may be retried, with nothing written', () =>
    withFaults(
      ({ operation }) => (operation === 'GetItem' ? undefined : throttled),
      async (faulty, sound) => {
        await expect(faulty.customers.mutate('ann', counted)).rejects.toMatchObject({
          name: 'UnavailableError',
          retryable: true,
        });
        await expect(faulty.transact([faulty.customers.operation(newCustomer('ann', NOW))])).rejects.toMatchObject({
          name: 'UnavailableError',
        });
        expect(await sound.customers.get('ann')).toBeUndefined();
      },
    ));

  it('of a part of a batch repeats that part alone', () => {
    let seen = 0;
    return withFaults(
      ({ operation, body, count }) => {
        const [table, request] = Object.entries(body['RequestItems'] ?? {})[0] ?? ['', undefined];
        if (operation === 'BatchGetItem') {
          const { Keys, ...rest } = request as { Keys: object[] };
          seen += 1;
          if (count > 1) return undefined;
          return {
            kind: 'replace',
            request: { RequestItems: { [table]: { ...rest, Keys: Keys.slice(0, 1) } } },
            answer: { UnprocessedKeys: { [table]: { ...rest, Keys: Keys.slice(1) } } },
          };
        }
        if (operation !== 'BatchWriteItem' || count > 1) return undefined;
        const writes = request as object[];
        return {
          kind: 'replace',
          request: { RequestItems: { [table]: writes.slice(0, 2) } },
          answer: { UnprocessedItems: { [table]: writes.slice(2) } },
        };
      },
      async (faulty, sound) => {
        await sound.customers.saveMany(['a', 'b', 'c', 'd'].map((id) => newCustomer(id, NOW)));
        expect([...(await faulty.customers.getMany(['a', 'b', 'c', 'd'])).keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
        expect(seen).toBe(3);
        const events = Array.from({ length: 20 }, (_, index) => ({ at: NOW, type: 'x', id: `e${index}` }));
        await faulty.timeline.append('ann', events);
        expect((await sound.timeline.list('ann', { limit: 50 })).items).toHaveLength(20);
      },
    );
  });

  it('of a whole batch for good is an error', () =>
    withFaults(
      ({ operation, body }) =>
        operation === 'BatchGetItem'
          ? { kind: 'replace', request: body, answer: { Responses: {}, UnprocessedKeys: body['RequestItems'] } }
          : undefined,
      async (faulty) => {
        await expect(faulty.customers.getMany(['a'])).rejects.toMatchObject({ name: 'UnavailableError' });
      },
    ));
});

describe('a conflict between transactions', () => {
  it('is waited out', () =>
    withFaults(
      ({ operation, count }) => {
        if (operation === 'TransactWriteItems' && count < 3)
          return { kind: 'refuse', code: 'TransactionConflictException' };
        if (operation === 'PutItem' && count < 3) return { kind: 'refuse', code: 'TransactionConflictException' };
        return undefined;
      },
      async (faulty, sound) => {
        await faulty.transact([faulty.receipts.operation({ source: 's', id: 'm1', hash: 'h' })]);
        expect((await sound.receipts.get('s', 'm1'))?.hash).toBe('h');
        await faulty.customers.save(newCustomer('ann', NOW));
        expect((await sound.customers.get('ann'))?.version).toBe(1);
      },
    ));
});

it('no database at all is an error that may be retried', async () => {
  const { options } = await fresh();
  const client = createDynamoClient({ endpoint: 'http://127.0.0.1:9' });
  await expect(createStores({ ...options, call: createCall(client) }).customers.get('ann')).rejects.toMatchObject({
    name: 'UnavailableError',
    retryable: true,
  });
  client.destroy();
});

it('a damaged record is named, not guessed at', async () => {
  const { options, campaigns, segments } = await fresh();
  const { createDatabase } = await import('../../../adapters/dynamo/database.ts');
  const { putItem } = await import('../../../adapters/dynamo/items.ts');
  const database = createDatabase(options);
  await putItem(database, 'control', {
    pk: { S: 'campaigns' },
    sk: { S: 'cmp_1' },
    v: { N: '1' },
    data: { S: '{"id":"cmp_1"}' },
  });
  await expect(campaigns.get('cmp_1')).rejects.toThrow(/campaigns.*cmp_1.*name/);
  await putItem(database, 'control', { pk: { S: 'segments' }, sk: { S: 'seg_1' }, v: { N: '1' }, data: { S: 'oops' } });
  await expect(segments.get('seg_1')).rejects.toMatchObject({ name: 'StoredRecordError' });
});
