import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { Chunk } from '../../../core/campaigns/ledger.ts';
import type { Order } from '../../../core/conversions/order.ts';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { useStores } from '../../support/stores.ts';
import type { CampaignEngagement } from '../../../core/campaigns/engagement.ts';
import type { Import } from '../../../core/imports/import.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';
import type { Template } from '../../../core/messages/templateDefinition.ts';

const test = useStores();

// Whatever people write: any script, quotes, separators of our keys, astral characters. Ids may be anything visible.
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('#', '~', 'a#b', '"', '\\', 'نامه', 'Київ', '😀', '__proto__', 'null', ' '),
);
const id = text.filter((value) => value.length > 0 && value !== '__proto__');
/** Keys of stored maps: see `nameProblem`. */
const key = id.filter((value) => !/["\\]/.test(value));
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const count = fc.nat();
const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const currency = fc.constantFrom('USD', 'IRR', 'UAH', 'JPY');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Leaves out what is undefined, as exact optional fields are. */
const tidy = <T extends object>(record: T): T => JSON.parse(JSON.stringify(record)) as T;
const records = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape).map(tidy);

const refund = fc.record({ refundId: id, amount, currency, at: time });
const order: fc.Arbitrary<Order> = fc.oneof(
  fc
    .record({
      orderId: id,
      customerId: id,
      amount,
      currency,
      placedAt: time,
      category: maybe(text),
      clickToken: maybe(text),
      items: maybe(fc.array(fc.record({ sku: text, category: text, quantity: count, amount }), { maxLength: 3 })),
      refunds: fc.array(refund, { maxLength: 3 }),
    })
    .map((value) => tidy(value) as Order),
  fc
    .record({ orderId: id, customerId: maybe(id), refunds: fc.array(refund, { maxLength: 3 }) })
    .map((value) => tidy(value) as Order),
);
const entry = fc.record({
  customerId: id,
  segments: fc.array(fc.nat(40), { maxLength: 4 }),
  result: maybe(fc.constantFrom('accepted', 'unknown', 'failed:MESSAGE_REJECTED', 'skipped:noConsent')),
  messageId: maybe(text),
  at: maybe(time),
});
const chunk = fc
  .record({
    campaignId: fc.constant('cmp_1'),
    shard: fc.nat(255),
    seq: fc.nat(999_999),
    kind: fc.constantFrom('send', 'holdout', 'skipped'),
    arm: text,
    language: fc.constantFrom('en', 'fa', 'uk'),
    state: fc.constantFrom('planned', 'claimed', 'calling', 'done', 'unknown'),
    owner: maybe(text),
    leaseUntil: maybe(time),
    callingAt: maybe(time),
    doneAt: maybe(time),
    attempt: count,
    version: count,
    entries: fc.array(entry, { maxLength: 5 }),
  })
  .map((value) => tidy(value) as Chunk);
const campaign = fc
  .record({
    id,
    name: text,
    createdAt: time,
    status: fc.constantFrom('draft', 'sending', 'sent', 'measured'),
    segmentIds: fc.array(id, { maxLength: 3 }),
    templateId: maybe(id),
    holdout: fc.double({ min: 0, max: 0.5, noNaN: true }).map((share) => (share === 0 ? 0 : share)),
    runNo: count,
    salt: text,
  })
  .map(
    (value) =>
      ({
        ...tidy(value),
        version: 0,
        origin: 'peyk',
        segmentNames: {},
        variants: [],
        conversionWindowDays: 14,
      }) as unknown as Campaign,
  );

const runs = { numRuns: 60 };
const check = async <T>(
  stores: Stores,
  arbitrary: fc.Arbitrary<T>,
  trip: (record: T, stores: Stores) => Promise<unknown>,
) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (record) => {
      expect(await trip(record, stores)).toEqual(record);
    }),
    runs,
  );
};

describe('every record comes back as it was stored', () => {
  it('customers', async () => {
    const stores = await test.fresh();
    const customer = fc
      .record({
        id,
        createdAt: time,
        language: maybe(id),
        attributes: fc.dictionary(key, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 })), {
          maxKeys: 4,
        }),
        segments: fc.dictionary(key, time, { maxKeys: 4 }),
      })
      .map(tidy);
    await check(stores, customer, async (record, { customers }) => {
      await customers.remove(record.id);
      await customers.save({ ...newCustomer(record.id, record.createdAt), ...record } as Customer);
      const { id: storedId, createdAt, language, attributes, segments } = (await customers.get(record.id))!;
      return tidy({ id: storedId, createdAt, language, attributes, segments });
    });
  });

  it('orders, also through a transaction that fails on them', async () => {
    const stores = await test.fresh();
    await check(stores, order, async (record, { orders, transact }) => {
      const before = await orders.get(record.orderId);
      await transact([orders.operation(record, before?.version ?? 0)]);
      const again: unknown = await transact([orders.operation(record, 0)]).catch((error: unknown) => error);
      const [failure] = (again as { failed: { item: Parameters<typeof orders.parse>[0] }[] }).failed;
      const stored = await orders.get(record.orderId);
      expect(orders.parse(failure!.item)).toEqual(stored);
      return stored?.order;
    });
  });

  it('chunks', async () => {
    const stores = await test.fresh();
    await check(stores, chunk, async (record, { ledger }) => {
      await ledger.putChunks([record]);
      const stored = (await ledger.getChunk('cmp_1', record.shard, record.seq))!;
      await ledger.update(record, stored.version);
      return ledger.getChunk('cmp_1', record.shard, record.seq);
    });
  });

  it('campaigns', async () => {
    const stores = await test.fresh();
    await check(stores, campaign, async (record, { campaigns }) => {
      await campaigns.remove(record.id);
      const created = await campaigns.create(record);
      expect(await campaigns.get(record.id)).toEqual(created);
      return { ...created, version: 0 };
    });
  });

  it('events, engagement, receipts, sources, templates, imports, executions, suppressions', async () => {
    const stores = await test.fresh();
    await check(
      stores,
      records({ id, at: time, type: text, page: fc.jsonValue(), version: text }),
      async (record, { timeline }) => {
        await timeline.removeAll(record.id);
        await timeline.append(record.id, [record]);
        const [item] = (await timeline.list(record.id, { limit: 1 })).items;
        return item?.kind === 'event' ? item.event : undefined;
      },
    );
    await check(
      stores,
      records({ source: id, id, hash: text, at: fc.constant(Date.UTC(2026, 1, 1)) }),
      async (record, { receipts, transact }) => {
        await transact([receipts.operation(record)]).catch(() => undefined);
        const stored = await receipts.get(record.source, record.id);
        return { ...stored, hash: record.hash };
      },
    );
    await check(stores, records({ id, name: text, createdAt: time }), async (record, { sources }) => {
      await sources.remove(record.id);
      const { version, ...rest } = await sources.create(record);
      expect(version).toBe(1);
      return rest;
    });
    const engagement = fc
      .record({
        customerId: id,
        campaignId: id,
        version: fc.constant(0),
        messageId: maybe(text),
        deliveredAt: maybe(time),
        opens: count,
        machineOpens: count,
        firstClickAt: maybe(time),
        clicks: count,
        machineClicks: count,
        bounce: maybe(fc.record({ at: time, kind: fc.constantFrom('hard' as const, 'soft' as const) })),
        unsubscribedAt: maybe(time),
        seen: fc.array(text, { maxLength: 3 }),
      })
      .map((value) => tidy(value) as CampaignEngagement);
    await check(stores, engagement, async (record, { timeline }) => {
      await timeline.removeAll(record.customerId);
      await timeline.saveEngagement(record);
      return { ...(await timeline.getEngagement(record.customerId, record.campaignId)), version: 0 };
    });
    const languages = fc.dictionary(fc.constantFrom('en', 'fa', 'uk'), fc.record({ subject: text, mjml: text }));
    const template = records<Template>({ id, name: text, createdAt: time, languages, fields: fc.array(text) });
    await check(stores, template, async (record, { templates }) => {
      await templates.remove(record.id);
      return templates.create(record).then(({ version, ...rest }) => (version === 1 ? rest : undefined));
    });
    const options = fc.dictionary(key, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 3 });
    const checkpoint = maybe(fc.record({ byte: count, row: count, state: text }));
    const shape = {
      id,
      blob: text,
      rows: count,
      accepted: count,
      rejected: count,
      options,
      checkpoint,
      createdAt: time,
    };
    const upload = fc
      .record({
        ...shape,
        kind: fc.constantFrom('customers', 'orders'),
        format: fc.constant('csv'),
        status: fc.constant('running'),
      })
      .map((value) => tidy(value) as Import);
    await check(stores, upload, async (record, { imports }) => {
      await imports.remove(record.id);
      return imports.create(record).then(({ version, ...rest }) => (version === 1 ? rest : undefined));
    });
    await check(
      stores,
      records({ hash: id, reason: fc.constant('erased' as const), at: time }),
      async (record, { suppressions }) => {
        await suppressions.remove(record.hash);
        await suppressions.add(record);
        return suppressions.get(record.hash);
      },
    );
    await check(stores, records({ name: id, input: fc.jsonValue() }), async (record, { executions }) => {
      await executions.start('import', record.name, record.input);
      await executions.finish('import', record.name, { status: 'succeeded', output: record.input });
      const stored = await executions.get('import', record.name);
      return { name: record.name, input: stored?.output };
    });
  });
});
