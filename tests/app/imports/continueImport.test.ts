import { describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createImportRows } from '../../../functions/tasks/ImportRows.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenApp(): Promise<TestApp> {
  const { options } = await stores.fresh();
  return createTestApp((clock) => createStores({ ...options, clock }));
}

async function customer(app: TestApp, id: string) {
  return (await app.call('GET', `/api/v1/customers/${encodeURIComponent(id)}`)).body;
}

describe('an import of customers', () => {
  it('types attributes, and keeps as text what only looks like a number', async () => {
    const app = await givenApp();
    const file =
      '\ufeffcustomer_id,email,language,time_zone,consent_email,points,vip,zip,phone,tags,note\r\n' +
      '0042,Ada@Example.com,fa,Asia/Tehran,true,12.5,true,01234,+98912,a; b;,"two\r\nlines, ""quoted"""\r\n';
    expect(await app.importFile('customers', file)).toMatchObject({
      status: 'done',
      rows: 1,
      accepted: 1,
      rejected: 0,
    });
    expect(await customer(app, '0042')).toMatchObject({
      email: 'ada@example.com',
      language: 'fa',
      timeZone: 'Asia/Tehran',
      consent: { email: { granted: true } },
      attributes: {
        points: 12.5,
        vip: true,
        zip: '01234',
        phone: '+98912',
        tags: ['a', 'b'],
        note: 'two\r\nlines, "quoted"',
      },
    });
  });

  it('keeps the good rows and names row, field and reason of the bad ones', async () => {
    const app = await givenApp();
    const file = [
      'customer_id,email,consent_email',
      'c1,a@b.example,true',
      ',x@y.example,true',
      'c3,not an address,true',
      'c4,d@e.example,maybe',
      'c5,too,many,cells',
      'c6,"never closed,true',
      'c7,nul\u0000,true',
      'c8,h@i.example,false',
    ].join('\n');
    const state = await app.importFile('customers', file);
    expect(state).toMatchObject({ status: 'done', rows: 8, accepted: 2, rejected: 6 });
    expect(state.errors.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([
      [2, 'customer_id'],
      [3, 'email'],
      [4, 'consent_email'],
      [5, 'row'],
      [6, 'row'],
      [7, 'row'],
    ]);
    expect((await customer(app, 'c8')).email).toBe('h@i.example');
  });

  it('hands the rejected rows back so that no spreadsheet runs them', async () => {
    const app = await givenApp();
    const id = (await app.importFile('customers', 'customer_id,email\n=1+1,no\n@x,no')).id;
    const { text, headers } = await app.call('GET', `/api/v1/imports/${id}/rejected.csv`);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toContain(`"'=1+1,no"`);
    expect(text).toContain(`"'@x,no"`);
    expect(text.split('\r\n')).toHaveLength(4);
  });

  it('fails as a whole where the header row cannot be used, with the reason', async () => {
    const app = await givenApp();
    const faults = [
      ['', 'empty'],
      ['email,language\na@b.example,en', 'customer_id'],
      ['customer_id,email,email\n1,a,b', 'email appears twice'],
      ['customer_id,\n1,2', 'no name'],
      ['\u0000c\u0000u\n', 'NUL'],
    ] as const;
    for (const [file, reason] of faults) {
      const { status, failure } = await app.importFile('customers', file === '' ? ' ' : file);
      expect({ status, failure }).toEqual({ status: 'failed', failure: expect.stringContaining(reason) });
    }
  });

  it('reads NDJSON with its own types', async () => {
    const app = await givenApp();
    const body = '{"customer_id":"c1","points":"0042","n":7,"tags":["x"],"email":null}\nnot json\n{"customer_id":7}\n';
    const { body: made } = await app.call('POST', '/api/v1/imports?kind=customers', body, {
      'content-type': 'application/x-ndjson',
    });
    await createImportRows(app.deps)({ importId: made.id });
    expect((await app.call('GET', `/api/v1/imports/${made.id}`)).body).toMatchObject({
      rows: 3,
      accepted: 2,
      rejected: 1,
    });
    expect((await customer(app, 'c1')).attributes).toEqual({ points: '0042', n: 7, tags: ['x'] });
  });

  it('never makes an erased address mailable again', async () => {
    const app = await givenApp();
    const file = 'customer_id,email,consent_email\nc1,a@b.example,true';
    await app.importFile('customers', file);
    expect((await app.call('DELETE', '/api/v1/customers/c1')).status).toBe(202);
    expect((await app.call('GET', '/api/v1/customers/c1')).status).toBe(404);
    await app.importFile('customers', file);
    expect((await customer(app, 'c1')).suppression).toMatchObject({ reason: 'manual' });
  });
});

const ORDERS = [
  'order_id,customer_id,placed_at,amount,currency,refund_of',
  'o1,17850.0,2026-01-05,12.50,usd,',
  'o2,17850.0,2026-01-05T10:00:00Z,0,USD,',
  'r1,17850,2026-01-06,-2.5,USD,o1',
  'r2,17850,2026-01-03,1,USD,o3',
  'o3,17850,2026-01-04,10,USD,',
].join('\n');

describe('an import of orders', () => {
  it('sums exactly, refunds in any order of rows, float ids as the integers they are', async () => {
    const app = await givenApp();
    await app.importFile('customers', 'customer_id\n17850');
    expect(await app.importFile('orders', ORDERS)).toMatchObject({ status: 'done', accepted: 5, errors: [] });
    const { orders } = await customer(app, '17850');
    expect(orders).toMatchObject([
      { currency: 'USD', orders: 3, gross: 2250, refunds: 350, revenue: 1900, orderDays: 2 },
    ]);
  });

  it('changes nothing the second time, and refuses a row that says something else of a known order', async () => {
    const app = await givenApp();
    await app.importFile('orders', ORDERS, '&createCustomers=true');
    const before = await app.deps.stores.customers.get('17850');
    expect(await app.importFile('orders', ORDERS)).toMatchObject({ accepted: 5, rejected: 0 });
    expect(await app.deps.stores.customers.get('17850')).toEqual(before);
    const state = await app.importFile('orders', ORDERS.replace('12.50', '13.50'));
    expect(state).toMatchObject({ accepted: 4, rejected: 1, errors: [{ row: 1, field: 'amount' }] });
  });

  it('rejects orders of unknown customers unless asked to create them', async () => {
    const app = await givenApp();
    expect(await app.importFile('orders', ORDERS)).toMatchObject({
      accepted: 0,
      rejected: 5,
      errors: [{ field: 'customer_id' }, {}, {}, {}, {}],
    });
    expect(await app.importFile('orders', ORDERS, '&createCustomers=true')).toMatchObject({ accepted: 5, rejected: 0 });
  });

  it('takes hundreds of orders of one customer', async () => {
    const app = await givenApp();
    const rows = Array.from(
      { length: 950 },
      (_, index) => `x${index},c1,2026-01-${String((index % 28) + 1).padStart(2, '0')},1.01,EUR`,
    );
    const file = ['order_id,customer_id,placed_at,amount,currency', ...rows].join('\n');
    expect(await app.importFile('orders', file, '&createCustomers=true')).toMatchObject({ accepted: 950, rejected: 0 });
    expect((await customer(app, 'c1')).orders).toMatchObject([{ orders: 950, revenue: 95_950, orderDays: 28 }]);
  });

  it('names what is wrong with money and dates', async () => {
    const app = await givenApp();
    const file = [
      'order_id,customer_id,placed_at,amount,currency',
      'o1,c1,2026-02-30,1,USD',
      'o2,c1,2026-01-01,1.005,USD',
      'o3,c1,2026-01-01,-1,USD',
      'o4,c1,2026-01-01,"1,50",USD',
      'o5,c1,2026-01-01,1,DOLLAR',
      'o6,c1,2026-01-01,100,JPY',
      'o7,c1,2126-01-01,100,JPY',
    ].join('\n');
    const state = await app.importFile('orders', file, '&createCustomers=true');
    expect(state.errors.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([
      [1, 'placed_at'],
      [2, 'amount'],
      [3, 'amount'],
      [4, 'amount'],
      [5, 'currency'],
      [7, 'placed_at'],
    ]);
    expect((await customer(app, 'c1')).orders).toMatchObject([{ currency: 'JPY', revenue: 100 }]);
  });

  it('gives the same end state when it was killed between any two batches, or within one', async () => {
    const rows = Array.from({ length: 1300 }, (_, index) => `o${index},c${index % 40},2026-01-05,2.00,EUR`);
    const file = ['order_id,customer_id,placed_at,amount,currency', 'bad,,2026-01-05,1,EUR', ...rows].join('\n');
    const app = await givenApp();
    const { body } = await app.call('POST', '/api/v1/imports?kind=orders&createCustomers=true', file, {
      'content-type': 'text/csv',
    });
    const input = { importId: body.id };
    await createImportRows(app.deps, { boxMs: 0 })(input);
    // A batch that was applied but whose checkpoint was never saved.
    const dying = {
      ...app.deps,
      stores: {
        ...app.deps.stores,
        imports: { ...app.deps.stores.imports, update: () => Promise.reject(new Error('killed')) },
      },
    };
    await expect(createImportRows(dying)(input)).rejects.toThrow('killed');
    while (!(await createImportRows(app.deps, { boxMs: 0 })(input)).done);
    expect((await app.call('GET', `/api/v1/imports/${body.id}`)).body).toMatchObject({
      status: 'done',
      rows: 1301,
      accepted: 1300,
      rejected: 1,
    });
    let revenue = 0;
    for (let index = 0; index < 40; index++) revenue += Number((await customer(app, `c${index}`)).orders[0].revenue);
    expect(revenue).toBe(1300 * 200);
  });
});

describe('an import of assignments', () => {
  const FILE = [
    'campaign,customer_id,arm,sent_at,segment,cost',
    'Spring,c1,treatment,2026-01-10,loyal,5',
    'Spring,c1,treatment,2026-01-10,women,5',
    'Spring,c2,treatment,2026-01-10,loyal,5',
    'Spring,c3,holdout,2026-01-10,loyal,',
    'Spring,c4,holdout,2026-01-10,,',
  ].join('\n');

  it('makes a measured campaign of another system, and reports it', async () => {
    const app = await givenApp();
    await app.importFile(
      'orders',
      'order_id,customer_id,placed_at,amount,currency\no1,c1,2026-01-12,10,EUR\no2,c3,2026-01-13,4,EUR\no3,c4,2026-03-01,99,EUR',
      '&createCustomers=true',
    );
    expect(await app.importFile('assignments', FILE, '&windowDays=30')).toMatchObject({
      status: 'done',
      accepted: 5,
      rejected: 0,
    });
    await app.importFile('assignments', FILE);
    const { items } = (await app.call('GET', '/api/v1/campaigns')).body;
    expect(items).toMatchObject([{ name: 'Spring', origin: 'external', status: 'measured', conversionWindowDays: 30 }]);
    const { body: report } = await app.call('GET', `/api/v1/campaigns/${items[0].id}/report`);
    expect(report.total).toMatchObject({
      treated: { customers: 2, conversions: 1, revenue: 1000 },
      holdout: { customers: 2, conversions: 1, revenue: 400 },
    });
    expect(report.segments).toMatchObject([
      { segment: 'loyal', name: 'loyal', treated: { customers: 2 }, holdout: { customers: 1 } },
      { segment: 'women', treated: { customers: 1 } },
    ]);
    expect(report.waterfall).toEqual({ matched: 4, holdout: 2, sent: 2 });
    expect((await app.call('POST', `/api/v1/campaigns/${items[0].id}/launch`)).status).toBe(409);
  });
});
