import { describe, expect, it } from 'vitest';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { useStores } from '../../support/stores.ts';

const NOW = Date.UTC(2026, 1, 1);
let now = NOW;
const test = useStores(() => now);

describe('settings', () => {
  it('are defaults until saved; a change keeps the others', async () => {
    const { settings } = await test.fresh();
    expect(await settings.get()).toMatchObject({ currency: 'USD', currencyFrom: 'default', timeZone: 'UTC' });
    await settings.save({ timeZone: 'Asia/Tehran', baseUrl: 'https://m.example' });
    await settings.save({ calendar: 'persian' });
    expect(await settings.get()).toMatchObject({
      timeZone: 'Asia/Tehran',
      calendar: 'persian',
      baseUrl: 'https://m.example',
      currencyFrom: 'default',
    });
    await settings.save({ baseUrl: undefined });
    expect((await settings.get({ fresh: true })).baseUrl).toBeUndefined();
  });

  it('adopt the currency of exactly one of many first orders, and never over a set one', async () => {
    const { options } = await test.fresh();
    const processes = ['EUR', 'IRR', 'UAH', 'EUR'].map((currency) => ({ currency, ...createStores(options) }));
    const adopted = await Promise.all(processes.map(({ currency, settings }) => settings.adoptCurrency(currency)));
    expect(new Set(adopted.map(({ currency }) => currency)).size).toBe(1);
    expect(adopted[0]?.currencyFrom).toBe('orders');
    const [first] = processes;
    await first!.settings.save({ currency: 'GBP' });
    expect(await first!.settings.adoptCurrency('IRR')).toMatchObject({ currency: 'GBP', currencyFrom: 'settings' });
  });

  it('are at most 5 seconds old', async () => {
    const { options, settings } = await test.fresh();
    const other = createStores(options).settings;
    await other.get();
    await settings.save({ marginRate: 0.4 });
    expect((await other.get()).marginRate).toBe(1);
    expect((await other.get({ fresh: true })).marginRate).toBe(0.4);
    await settings.save({ marginRate: 0.5 });
    now += 5_000;
    expect((await other.get()).marginRate).toBe(0.5);
    now = NOW;
  });
});

describe('idempotency keys', () => {
  it('are done by one of many, then answered the same again', async () => {
    const { idempotency } = await test.fresh();
    const claims = await Promise.all(Array.from({ length: 10 }, () => idempotency.claim('POST /segments', 'k1', 'h')));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['fresh', ...Array<string>(9).fill('inProgress')]);
    const response = { status: 201, body: { id: 'seg_1' } };
    await idempotency.finish('POST /segments', 'k1', 'h', response);
    expect(await idempotency.claim('POST /segments', 'k1', 'h')).toEqual({ kind: 'replay', response });
    expect(await idempotency.claim('POST /segments', 'k1', 'other')).toEqual({ kind: 'otherBody' });
    expect(await idempotency.claim('POST /templates', 'k1', 'other')).toEqual({ kind: 'fresh' });
  });

  it('are free again after a release, a minute without an end, or 48 hours', async () => {
    const { idempotency } = await test.fresh();
    await idempotency.claim('r', 'k', 'h');
    await idempotency.release('r', 'k');
    expect(await idempotency.claim('r', 'k', 'h2')).toEqual({ kind: 'fresh' });
    now += 60_000;
    expect(await idempotency.claim('r', 'k', 'h2')).toEqual({ kind: 'fresh' });
    await idempotency.finish('r', 'k', 'h2', { status: 200, body: null });
    now += 47 * 3_600_000;
    expect((await idempotency.claim('r', 'k', 'h2')).kind).toBe('replay');
    now += 3_600_000;
    expect((await idempotency.claim('r', 'k', 'h3')).kind).toBe('fresh');
    now = NOW;
  });
});

describe('executions', () => {
  it('start once, are found while they run, and keep their end', async () => {
    const { executions } = await test.fresh();
    expect(await executions.start('campaign', 'cmp_1-1', { campaignId: 'cmp_1' })).toBe(true);
    expect(await executions.start('campaign', 'cmp_1-1', { campaignId: 'other' })).toBe(false);
    await executions.start('import', 'imp_1', null);
    expect((await executions.running()).map(({ name }) => name).sort()).toEqual(['cmp_1-1', 'imp_1']);
    await executions.finish('campaign', 'cmp_1-1', { status: 'failed', error: 'boom' });
    expect(await executions.get('campaign', 'cmp_1-1')).toEqual({
      workflow: 'campaign',
      name: 'cmp_1-1',
      status: 'failed',
      error: 'boom',
      input: { campaignId: 'cmp_1' },
      startedAt: NOW,
      finishedAt: NOW,
    });
    expect((await executions.running()).map(({ name }) => name)).toEqual(['imp_1']);
    await expect(executions.finish('import', 'nope', { status: 'succeeded' })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});

describe('imports', () => {
  it('keep rejected rows once each, in order, page by page', async () => {
    const { imports } = await test.fresh();
    const rows = Array.from({ length: 57 }, (_, index) => ({
      row: index + 1,
      field: 'email',
      reason: 'is not one',
      line: `c${index},x`,
    }));
    await imports.putRejected('imp_1', [...rows].reverse());
    await imports.putRejected('imp_1', [...rows.slice(3, 9), ...rows.slice(3, 9)]);
    const first = await imports.rejected('imp_1', { limit: 50 });
    const second = await imports.rejected('imp_1', { limit: 50, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(rows);
    expect(second.next).toBeUndefined();
    const all = [];
    for await (const page of imports.rejectedPages('imp_1')) all.push(...page);
    expect(all).toEqual(rows);
    await expect(imports.rejected('imp_1', { limit: 1, cursor: 'x' })).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });
});

describe('runs and suppressions', () => {
  it('keep what each shard found, the last writing of it', async () => {
    const { runs } = await test.fresh();
    const shard = { shard: 1, scanned: 5, changed: 2, segments: { s1: { size: 3, entered: 2, left: 0 } } };
    await runs.saveShard('run_1', { ...shard, scanned: 1 });
    await runs.saveShard('run_1', shard);
    await runs.saveShard('run_1', { ...shard, shard: 0 });
    expect(await runs.shardsOf('run_1')).toEqual([{ ...shard, shard: 0 }, shard]);
  });

  it('keep the first reason of a suppressed address', async () => {
    const { suppressions } = await test.fresh();
    await suppressions.add({ hash: 'h', reason: 'erased', at: 1 });
    await suppressions.add({ hash: 'h', reason: 'manual', at: 2 });
    expect(await suppressions.get('h')).toEqual({ hash: 'h', reason: 'erased', at: 1 });
    await suppressions.remove('h');
    expect(await suppressions.get('h')).toBeUndefined();
  });

  it('tell receipts of sources and ids with the same joined name apart', async () => {
    const { receipts, transact } = await test.fresh();
    await transact([
      receipts.operation({ source: 'a#b', id: 'c', hash: '1' }),
      receipts.operation({ source: 'a', id: 'b#c', hash: '2' }),
    ]);
    expect((await receipts.get('a#b', 'c'))?.hash).toBe('1');
    expect((await receipts.get('a', 'b#c'))?.hash).toBe('2');
  });
});
