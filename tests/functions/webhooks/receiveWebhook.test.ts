import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { TooLargeError } from '../../../core/shared/errors.ts';
import { createStores, type StoresOptions } from '../../../adapters/stores/createStores.ts';
import { createTestApp, START, type Answer, type TestApp } from '../../support/app.ts';
import { faultyCall } from '../../support/faultyCall.ts';
import { useStores } from '../../support/stores.ts';

const stores = useStores();

async function givenShop(): Promise<
  TestApp & {
    secret: string;
    options: StoresOptions;
    post: (id: string, body: unknown, at?: number) => Promise<Answer>;
  }
> {
  const { options } = await stores.fresh();
  const app = createTestApp((clock) => createStores({ ...options, clock }));
  const { body } = await app.call('POST', '/api/v1/sources', { name: 'shop' });
  return {
    ...app,
    options,
    secret: body.secret,
    post: (id, content, at) => app.deliver('shop', body.secret, id, content, at),
  };
}

const forgetReceipt = ({ call, tables }: StoresOptions, source: string, id: string) =>
  call('DeleteItem', {
    TableName: tables.control,
    Key: { pk: { S: `receipt#${source.length}#${source}#${id}` }, sk: { S: 'receipt' } },
  });

const placed = (over: Record<string, unknown> = {}) => ({
  type: 'order.placed',
  data: { orderId: 'O1', customerId: 'c1', amount: 1250, currency: 'EUR', placedAt: '2026-02-01T10:00:00Z', ...over },
});
const refunded = (over: Record<string, unknown> = {}) => ({
  type: 'order.refunded',
  data: { orderId: 'O1', refundId: 'R1', amount: 250, currency: 'EUR', refundedAt: '2026-02-01T11:00:00Z', ...over },
});

async function ordersOf(app: TestApp, id = 'c1') {
  return (await app.call('GET', `/api/v1/customers/${id}`)).body?.orders?.[0];
}

describe('POST /hooks/v1/{source}', () => {
  it('records an order of an unknown customer, who gets no consent by it', async () => {
    const shop = await givenShop();
    expect(await shop.post('m1', placed())).toMatchObject({ status: 202, body: { received: true } });
    const { body } = await shop.call('GET', '/api/v1/customers/c1');
    expect(body.consent).toEqual({});
    expect(body.orders).toMatchObject([{ currency: 'EUR', orders: 1, revenue: 1250, orderDays: 1 }]);
    expect((await shop.call('GET', '/api/v1/settings')).body.currency).toBe('EUR');
  });

  it('counts the same delivery once, 100 times in parallel', async () => {
    const shop = await givenShop();
    const answers = await Promise.all(Array.from({ length: 100 }, () => shop.post('m1', placed())));
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(await ordersOf(shop)).toMatchObject({ orders: 1, revenue: 1250 });
  });

  it('counts one order once under other delivery ids and from other sources', async () => {
    const shop = await givenShop();
    const other = (await shop.call('POST', '/api/v1/sources', { name: 'crm' })).body.secret;
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => shop.post(`m${index}`, placed())),
      ...Array.from({ length: 20 }, (_, index) => shop.deliver('crm', other, `m${index}`, placed())),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(await ordersOf(shop)).toMatchObject({ orders: 1, revenue: 1250 });
  });

  it('keeps every one of many orders of one customer that arrive at once', async () => {
    const shop = await givenShop();
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => shop.post(`m${index}`, placed({ orderId: `O${index}`, amount: 100 }))),
    );
    expect(await ordersOf(shop)).toMatchObject({ orders: 30, revenue: 3000 });
  });

  it('still counts an order once when its receipt is long gone and it is delivered again', async () => {
    const shop = await givenShop();
    await shop.post('m1', placed());
    // Receipts are kept 35 days; this source repeats itself after 40.
    shop.advance(40 * 86_400_000);
    const later = START + 40 * 86_400_000;
    await forgetReceipt(shop.options, 'shop', 'm1');
    expect((await shop.post('m1', placed(), later)).status).toBe(202);
    await forgetReceipt(shop.options, 'shop', 'm1');
    expect((await shop.post('m1', placed({ amount: 9 }), later)).status).toBe(409);
    expect(await ordersOf(shop)).toMatchObject({ orders: 1, revenue: 1250 });
  });

  it('refuses another body under the same id, and the first stays', async () => {
    const shop = await givenShop();
    await shop.post('m1', placed());
    expect(await shop.post('m1', placed({ amount: 9999 }))).toMatchObject({ status: 409 });
    expect(shop.logged.at(-1)).toMatchObject({ level: 'warn', fields: { source: 'shop', WebhookConflicts: 1 } });
    expect(await shop.post('m2', placed({ amount: 9999 }))).toMatchObject({ status: 409, body: { field: 'amount' } });
    expect(await ordersOf(shop)).toMatchObject({ orders: 1, revenue: 1250 });
  });

  it('takes a refund before its order, and gives the same sums in any order', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [1, 2, 0],
    ]) {
      const shop = await givenShop();
      const deliveries = [placed(), refunded(), refunded({ refundId: 'R2', amount: 100 })];
      for (const index of order) expect((await shop.post(`m${index}`, deliveries[index])).status).toBe(202);
      for (const index of order) await shop.post(`again${index}`, deliveries[index]);
      expect(await ordersOf(shop)).toMatchObject({ orders: 1, gross: 1250, refunds: 350, revenue: 900 });
    }
  });

  it('finds a customer by address, and makes one where nobody has it', async () => {
    const shop = await givenShop();
    await shop.call('PUT', '/api/v1/customers/known', { email: 'Ada@Example.com' });
    await shop.post('m1', placed({ customerId: undefined, email: 'ada@example.COM ' }));
    expect(await ordersOf(shop, 'known')).toMatchObject({ orders: 1 });
    await shop.post('m2', placed({ orderId: 'O2', customerId: undefined, email: 'new@example.com' }));
    const { body } = await shop.call('GET', '/api/v1/customers?query=new@example.com');
    expect(body.items).toMatchObject([{ email: 'new@example.com', orders: [{ orders: 1 }] }]);
  });

  it('records an event once, whatever delivery brings it', async () => {
    const shop = await givenShop();
    const event = {
      type: 'event.recorded',
      data: { eventId: 'e1', customerId: 'c1', name: 'viewed', at: '2026-02-01T09:00:00Z' },
    };
    expect((await shop.post('m1', event)).status).toBe(202);
    expect((await shop.post('m1', event)).status).toBe(202);
    expect((await shop.post('m2', event)).status).toBe(202);
    expect((await shop.call('GET', '/api/v1/customers/c1')).body.events.viewed.count).toBe(1);
  });

  it('changes a profile', async () => {
    const shop = await givenShop();
    const update = {
      type: 'customer.updated',
      data: { customerId: 'c1', email: 'a@b.example', consent: { email: true }, language: 'fa' },
    };
    expect((await shop.post('m1', update)).status).toBe(202);
    expect((await shop.call('GET', '/api/v1/customers/c1')).body).toMatchObject({
      email: 'a@b.example',
      language: 'fa',
      consent: { email: { granted: true, source: 'webhook:shop' } },
    });
    expect(await shop.post('m2', { type: 'customer.updated', data: { customerId: 'c1', email: 'no' } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'data.email' }] },
    });
  });

  it('moves the customer into and out of segments in the same write', async () => {
    const shop = await givenShop();
    const { body: segment } = await shop.call('POST', '/api/v1/segments', {
      name: 'Buyers',
      rule: { metric: 'orders', gte: 1 },
    });
    await shop.post('m1', placed());
    expect((await shop.call('GET', '/api/v1/customers/c1')).body.segments).toMatchObject([
      { id: segment.id, name: 'Buyers' },
    ]);
    const { body } = await shop.call('GET', '/api/v1/customers/c1/timeline');
    expect(body.items.map(({ type }: { type: string }) => type).sort()).toEqual(['order', 'segment.entered']);
  });
});

describe('the signature', () => {
  it('is valid five minutes either way, and no longer', async () => {
    const shop = await givenShop();
    for (const [seconds, status] of [
      [-299, 202],
      [299, 202],
      [-301, 401],
      [301, 401],
      [-40 * 86_400, 401],
    ] as const) {
      expect((await shop.post(`m${seconds}`, placed({ orderId: `O${seconds}` }), START + seconds * 1000)).status).toBe(
        status,
      );
    }
  });

  it('is refused with one and the same answer, whatever is wrong with it', async () => {
    const shop = await givenShop();
    const text = JSON.stringify(placed());
    const sign = (secret: string) => shop.deliver('shop', secret, 'm1', text);
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': String(START / 1000), 'webhook-signature': 'v1,AAAA' };
    const answers = await Promise.all([
      sign(`whsec_${Buffer.alloc(32, 1).toString('base64')}`),
      shop.deliver('nobody', shop.secret, 'm1', text),
      shop.call('POST', '/hooks/v1/shop', text),
      shop.call('POST', '/hooks/v1/shop', text, headers),
      shop.call('POST', '/hooks/v1/shop', text, { ...headers, 'webhook-timestamp': 'soon' }),
      shop.call('POST', '/hooks/v1/shop', text, { ...headers, 'webhook-signature': '' }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0].body);
    }
    expect((await shop.call('GET', '/api/v1/customers/c1')).status).toBe(404);
  });

  it('covers the bytes: a re-serialised body is refused', async () => {
    const shop = await givenShop();
    const signature = new Webhook(shop.secret).sign('m1', new Date(START), JSON.stringify(placed()));
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': String(START / 1000), 'webhook-signature': signature };
    expect((await shop.call('POST', '/hooks/v1/shop', JSON.stringify(placed(), null, 1), headers)).status).toBe(401);
    expect((await shop.call('POST', '/hooks/v1/shop', JSON.stringify(placed()), headers)).status).toBe(202);
  });

  it('holds under both secrets while one is rotated, then under the new one alone', async () => {
    const shop = await givenShop();
    const { secret } = (await shop.call('POST', '/api/v1/sources/shop/rotate')).body;
    expect((await shop.post('m1', placed())).status).toBe(202);
    expect((await shop.deliver('shop', secret, 'm2', placed({ orderId: 'O2' }))).status).toBe(202);
    shop.advance(25 * 3_600_000);
    const later = START + 25 * 3_600_000;
    expect((await shop.post('m3', placed({ orderId: 'O3' }), later)).status).toBe(401);
    expect((await shop.deliver('shop', secret, 'm3', placed({ orderId: 'O3' }), later)).status).toBe(202);
  });

  it('passes no more once the source is removed, whose name is then free', async () => {
    const shop = await givenShop();
    expect((await shop.call('DELETE', '/api/v1/sources/shop')).status).toBe(200);
    expect((await shop.post('m1', placed())).status).toBe(401);
    expect((await shop.call('DELETE', '/api/v1/sources/shop')).status).toBe(404);
    const { status, body } = await shop.call('POST', '/api/v1/sources', { name: 'shop' });
    expect(status).toBe(201);
    expect((await shop.deliver('shop', body.secret, 'm1', placed())).status).toBe(202);
  });

  it('is never shared by more sources than there is room for: the name stays free', async () => {
    const shop = await givenShop();
    const secrets = { ...shop.deps.secrets };
    Object.assign(shop.deps.secrets, { put: () => Promise.reject(new TooLargeError('no more than 290')) });
    expect((await shop.call('POST', '/api/v1/sources', { name: 'crm' })).status).toBe(413);
    Object.assign(shop.deps.secrets, secrets);
    expect((await shop.call('POST', '/api/v1/sources', { name: 'crm' })).status).toBe(201);
  });

  it('passes in no other spelling than the one that was made', async () => {
    const shop = await givenShop();
    const text = JSON.stringify(placed());
    const good = new Webhook(shop.secret).sign('m1', new Date(START), text);
    const mac = good.slice('v1,'.length);
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': String(START / 1000) };
    const send = (signature: string, more: Record<string, string> = {}) =>
      shop.call('POST', '/hooks/v1/shop', text, { ...headers, 'webhook-signature': signature, ...more });
    const wrong = [
      mac,
      `v1${mac}`,
      `v1a,${mac}`,
      `V1,${mac}`,
      `v1,${mac.slice(0, -1)}`,
      `v1,${Buffer.from(mac, 'base64').toString('hex')}`,
      `v1,${mac.slice(0, -4)}`,
      `v1,${mac}${mac}`,
      `${good},${mac}`,
      Array(11).fill(good).join(' '),
      ...Array.from({ length: 100 }, (_, index) => {
        const bytes = Buffer.from(mac, 'base64');
        bytes[index % 32] = (bytes[index % 32] ?? 0) ^ (1 << (index % 8));
        return `v1,${bytes.toString('base64')}`;
      }),
    ];
    const answers = await Promise.all(wrong.map((signature) => send(signature)));
    answers.push(await send(good, { 'webhook-id': 'm2' }), await send(good, { 'webhook-id': '' }));
    answers.push(await send(good, { 'webhook-timestamp': `0${START / 1000 + 1}` }));
    for (const [index, { status, body }] of answers.entries()) {
      expect([wrong[index], status]).toEqual([wrong[index], 401]);
      expect(body).toEqual(answers[0]?.body);
    }
    expect((await shop.call('GET', '/api/v1/customers/c1')).status).toBe(404);
    expect((await send(`v1,AAAA v2,x ${good}`)).status).toBe(202);
  });
});

describe('a database that is down', () => {
  it('is answered with 503 and nothing half-written; the same delivery later counts once', async () => {
    const { options } = await stores.fresh();
    let down = false;
    const call = faultyCall(options.call, ({ operation }) =>
      down && operation === 'TransactWriteItems' ? { kind: 'refuse', code: 'InternalServerError' } : undefined,
    );
    const app = createTestApp((clock) => createStores({ ...options, call, clock }));
    const { secret } = (await app.call('POST', '/api/v1/sources', { name: 'shop' })).body;
    const post = (index: number) => app.deliver('shop', secret, `m${index}`, placed({ orderId: `O${index}` }));
    const ten = Array.from({ length: 10 }, (_, index) => index);
    down = true;
    for (const { status } of await Promise.all(ten.map(post))) expect([500, 503]).toContain(status);
    expect((await app.call('GET', '/api/v1/customers/c1')).status).toBe(404);
    expect(await app.deps.stores.receipts.get('shop', 'm1')).toBeUndefined();
    down = false;
    for (const { status } of await Promise.all([...ten, ...ten].map(post))) expect(status).toBe(202);
    expect(await ordersOf(app)).toMatchObject({ orders: 10, revenue: 12_500 });
  });
});

describe('bad deliveries', () => {
  it.each([
    [placed({ placedAt: '2026-02-03T12:00:01Z' }), 'data.placedAt'],
    [refunded({ refundedAt: '2099-01-01T00:00:00Z' }), 'data.refundedAt'],
    [
      { type: 'event.recorded', data: { eventId: 'e1', customerId: 'c1', name: 'viewed', at: '2026-02-04T00:00:00Z' } },
      'data.at',
    ],
  ])('from the far future are refused by the field: %#', async (body, path) => {
    const shop = await givenShop();
    expect(await shop.post('m1', body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    expect((await shop.call('GET', '/api/v1/customers/c1')).status).toBe(404);
    expect((await shop.post('m2', placed({ placedAt: '2026-02-02T12:00:00Z' }))).status).toBe(202);
  });

  it('name the field, and nothing is stored', async () => {
    const shop = await givenShop();
    const faults = [
      [placed({ amount: 12.5 }), 'data.amount'],
      [placed({ amount: -1 }), 'data.amount'],
      [placed({ currency: 'euro' }), 'data.currency'],
      [placed({ placedAt: 'yesterday' }), 'data.placedAt'],
      [placed({ customerId: undefined }), 'data.customerId'],
      [placed({ orderId: '' }), 'data.orderId'],
    ] as const;
    for (const [index, [body, path]] of faults.entries()) {
      expect(await shop.post(`m${index}`, body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    }
    expect((await shop.post('m', { type: 'order.lost', data: {} })).status).toBe(400);
    expect((await shop.post('m', 'not json')).status).toBe(400);
    expect((await shop.call('GET', '/api/v1/customers')).body.items).toEqual([]);
  });

  it('over 256 KB are refused with 413', async () => {
    const shop = await givenShop();
    const body = (size: number) => JSON.stringify(placed()).padEnd(size, ' ');
    expect((await shop.post('m1', body(262_145))).status).toBe(413);
    expect((await shop.post('m1', body(262_144))).status).toBe(202);
  });
});
