import { expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createImportRows } from '../../../functions/tasks/ImportRows.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

/** A batch has 400 rows: three of them and a part. */
const ROWS = 1300;
const PIECE = 100;

async function givenImport() {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  const { body } = await app.call('POST', '/api/v1/imports?kind=customers', 'customer_id\nsomebody', {
    'content-type': 'text/csv',
  });
  let read = 0;
  const blobs = {
    ...app.deps.blobs,
    async *read() {
      yield Buffer.from('customer_id\n');
      for (; read < ROWS; read += PIECE)
        yield Buffer.from(Array.from({ length: PIECE }, (_, index) => `c${read + index}\n`).join(''));
    },
  };
  return { deps: { ...app.deps, blobs }, input: { importId: body.id as string }, rowsRead: () => read, app };
}

it('reads the next batch while the last is written, and no further', async () => {
  const { deps, input, rowsRead, app } = await givenImport();
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  let underWay = 0;
  let most = 0;
  const transact: typeof deps.stores.transact = async (...args) => {
    most = Math.max(most, ++underWay);
    await gate;
    await deps.stores.transact(...args);
    underWay--;
  };
  const running = createImportRows({ ...deps, stores: { ...deps.stores, transact } })(input);
  await expect.poll(() => [underWay, rowsRead()]).toEqual([1, 700]); // 800 rows are asked for and given
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(rowsRead()).toBe(700);
  open(undefined);
  expect(await running).toEqual({ done: true });
  expect(most).toBe(1);
  expect((await app.call('GET', `/api/v1/imports/${input.importId}`)).body).toMatchObject({
    status: 'done',
    accepted: ROWS,
  });
});

it('ends with the error of a batch that could not be written, and goes on from the one before', async () => {
  const { deps, input } = await givenImport();
  let updates = 0;
  const update: typeof deps.stores.imports.update = (...args) =>
    ++updates === 2 ? Promise.reject(new Error('no more room')) : deps.stores.imports.update(...args);
  const failing = { ...deps.stores, imports: { ...deps.stores.imports, update } };
  await expect(createImportRows({ ...deps, stores: failing })(input)).rejects.toThrow('no more room');
  expect(await deps.stores.imports.get(input.importId)).toMatchObject({ rows: 400, checkpoint: { row: 400 } });
});

it('waits for the batch that is being written before it fails because the file cannot be read', async () => {
  const { deps, input } = await givenImport();
  const { blobs: whole } = deps;
  const blobs = {
    ...deps.blobs,
    async *read() {
      let rows = 0;
      for await (const chunk of whole.read()) {
        if (rows++ === 5) throw new Error('the file is gone');
        yield chunk;
      }
    },
  };
  await expect(createImportRows({ ...deps, blobs })(input)).rejects.toThrow('the file is gone');
  expect(await deps.stores.imports.get(input.importId)).toMatchObject({ rows: 400 });
});
