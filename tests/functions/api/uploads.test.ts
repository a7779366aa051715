import { describe, expect, it } from 'vitest';
import { createImportRows } from '../../../functions/tasks/ImportRows.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  /** Asks for an address and puts the file where it points. */
  const upload = async (kind: string, text: string, contentType = 'text/csv'): Promise<string> => {
    const { body } = await app.call('POST', '/api/v1/uploads', { kind, contentType });
    const bytes = new TextEncoder().encode(text);
    await app.deps.blobs.write(new URL(body.url).pathname.slice(1), ReadableStream.from([bytes]));
    return body.id;
  };
  const start = (kind: string, id: string, headers = {}) =>
    app.call('POST', `/api/v1/imports?kind=${kind}&upload=${id}`, undefined, headers);
  return { ...app, upload, start };
}

describe('an upload', () => {
  it('is answered with an address that takes one file for a quarter of an hour', async () => {
    const { call } = await givenApp();
    const { status, body } = await call('POST', '/api/v1/uploads', { kind: 'orders' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ method: 'PUT', headers: { 'content-type': 'text/csv' } });
    expect(body.url).toContain(`uploads/orders/${body.id}.csv`);
    expect(Date.parse(body.expiresAt)).toBe(Date.UTC(2026, 1, 1, 12, 15));
  });

  it.each([
    ['csv', 'text/csv', 'customer_id,country\nc1,UA'],
    ['ndjson', 'application/x-ndjson', '{"customer_id":"c1","country":"UA"}'],
  ])('of %s is read by the import that names it', async (_, contentType, text) => {
    const { upload, start, call, deps, started } = await givenApp();
    const { status, body } = await start('customers', await upload('customers', text, contentType));
    expect(status).toBe(202);
    expect(started).toMatchObject([{ name: 'import', execution: body.id, input: { importId: body.id } }]);
    while (!(await createImportRows(deps)({ importId: body.id })).done);
    expect((await call('GET', `/api/v1/imports/${body.id}`)).body).toMatchObject({
      status: 'done',
      bytes: text.length,
      accepted: 1,
    });
    expect((await call('GET', '/api/v1/customers/c1')).body.attributes).toEqual({ country: 'UA' });
  });

  it('is read once: a second import is a conflict that names the first', async () => {
    const { upload, start, call } = await givenApp();
    const id = await upload('customers', 'customer_id\nc1');
    const { body } = await start('customers', id);
    expect(await start('customers', id)).toMatchObject({ status: 409, body: { importId: body.id } });
    expect((await call('GET', '/api/v1/imports')).body.items).toHaveLength(1);
  });

  it('whose import was recorded but never begun is begun by asking again', async () => {
    const { upload, start, started } = await givenApp();
    const id = await upload('customers', 'customer_id\nc1');
    await start('customers', id);
    started.splice(0);
    expect((await start('customers', id)).status).toBe(409);
    expect(started).toHaveLength(1);
  });

  it('asked for again with its Idempotency-Key gives the same import', async () => {
    const { upload, start } = await givenApp();
    const id = await upload('customers', 'customer_id\nc1');
    const key = { 'idempotency-key': 'once' };
    expect((await start('customers', id, key)).body).toEqual((await start('customers', id, key)).body);
  });

  it('that nobody made, that did not arrive, or that is of another kind does not exist', async () => {
    const { upload, start, call } = await givenApp();
    expect((await start('customers', 'upl_nobody')).status).toBe(404);
    const { body } = await call('POST', '/api/v1/uploads', { kind: 'customers' });
    expect((await start('customers', body.id)).status).toBe(404);
    expect((await start('orders', await upload('customers', 'customer_id\nc1'))).status).toBe(404);
    expect((await start('customers', '../imports/imp_1')).status).toBe(400);
  });

  it('is refused beside a body, and an import with neither is told what to send', async () => {
    const { upload, start, call } = await givenApp();
    const id = await upload('customers', 'customer_id\nc1');
    const both = await call('POST', `/api/v1/imports?kind=customers&upload=${id}`, 'customer_id\nc1', {
      'content-type': 'text/csv',
    });
    expect(both).toMatchObject({ status: 400, body: { errors: [{ path: 'upload' }] } });
    expect((await call('POST', '/api/v1/imports?kind=customers')).status).toBe(415);
    expect((await start('customers', id)).status).toBe(202);
  });

  it('of more than 1 GB is refused when it is announced, and when it arrived all the same', async () => {
    const { upload, start, call, deps } = await givenApp();
    const announced = await call('POST', '/api/v1/uploads', { kind: 'customers', bytes: 1_073_741_825 });
    expect(announced.status).toBe(413);
    const id = await upload('customers', 'customer_id\nc1');
    Object.assign(deps.blobs, { sizeOf: () => Promise.resolve(1_073_741_825) });
    expect((await start('customers', id)).status).toBe(413);
  });
});
