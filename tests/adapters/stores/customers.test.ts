import { describe, expect, it } from 'vitest';
import { newCustomer, type Customer } from '../../../core/customers/customer.ts';
import { leftAt } from '../../../core/customers/leftSegments.ts';
import { VersionConflictError } from '../../../core/shared/errors.ts';
import { bucketOf } from '../../../core/shared/hash.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { useStores } from '../../support/stores.ts';

const NOW = Date.UTC(2026, 1, 1);
const test = useStores();

const givenCustomer = (id: string, overrides: Partial<Customer> = {}): Customer => ({
  ...newCustomer(id, NOW),
  ...overrides,
});
const counted = (customer: Customer | undefined): Customer => {
  const { count = 0 } = customer?.attributes as { count?: number };
  return { ...(customer as Customer), attributes: { count: count + 1 } };
};

describe('one customer', () => {
  it('is unknown until saved, then reads back as it was with its version', async () => {
    const { customers } = await test.fresh();
    expect(await customers.get('ann')).toBeUndefined();
    const saved = await customers.save(givenCustomer('ann', { email: 'ann@example.com' }));
    expect(saved.version).toBe(1);
    expect(await customers.get('ann')).toEqual(saved);
  });

  it('is not overwritten by a save from an older version, nor created twice', async () => {
    const { customers } = await test.fresh();
    const first = await customers.save(givenCustomer('ann'));
    await customers.save({ ...first, language: 'fa' });
    await expect(customers.save({ ...first, language: 'uk' })).rejects.toBeInstanceOf(VersionConflictError);
    await expect(customers.save(givenCustomer('ann'))).rejects.toBeInstanceOf(VersionConflictError);
    expect((await customers.get('ann'))?.language).toBe('fa');
  });

  it('is not found under an id that cannot be a key', async () => {
    const { customers } = await test.fresh();
    expect(await customers.get('')).toBeUndefined();
    expect(await customers.get('x'.repeat(5000))).toBeUndefined();
    expect((await customers.getMany(['', 'x'.repeat(5000)])).size).toBe(0);
  });

  it('counts each of 50 parallel changes once, within one process', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann'));
    await Promise.all(Array.from({ length: 50 }, () => customers.mutate('ann', counted)));
    expect(await customers.get('ann')).toMatchObject({ version: 51, attributes: { count: 50 } });
  });

  it('counts each of 50 parallel changes once, from 10 processes', async () => {
    const { customers, options } = await test.fresh();
    await customers.save(givenCustomer('ann'));
    const processes = Array.from({ length: 10 }, () => createStores(options).customers);
    await Promise.all(Array.from({ length: 50 }, (_, index) => processes[index % 10]!.mutate('ann', counted)));
    expect(await customers.get('ann')).toMatchObject({ version: 51, attributes: { count: 50 } });
  });

  it('is created by a mutate, and not written where the mutate changes nothing', async () => {
    const { customers } = await test.fresh();
    await customers.mutate('ann', (current) => current ?? givenCustomer('ann'));
    await customers.mutate('ann', (current) => current);
    await customers.mutate('ann', () => undefined);
    expect((await customers.get('ann'))?.version).toBe(1);
    expect(await customers.mutate('bob', () => undefined)).toBeUndefined();
  });

  it('is gone after removal', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann'));
    await customers.remove('ann');
    await customers.remove('ann');
    expect(await customers.get('ann')).toBeUndefined();
  });
});

describe('many customers', () => {
  it('are read in one go, repeated and unknown ids included', async () => {
    const { customers } = await test.fresh();
    const ids = Array.from({ length: 230 }, (_, index) => `c${index}`);
    expect(await customers.saveMany(ids.map((id) => givenCustomer(id)))).toEqual([]);
    const found = await customers.getMany([...ids, ...ids, 'nobody']);
    expect([...found.keys()].sort()).toEqual([...ids].sort());
    expect(found.get('c7')).toMatchObject({ id: 'c7', version: 1 });
  });

  it('names those of a batch that somebody else wrote in between', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann'));
    expect(await customers.saveMany([givenCustomer('ann'), givenCustomer('bob')])).toEqual(['ann']);
  });

  it('are found by their e-mail address', async () => {
    const { customers } = await test.fresh();
    for (const id of ['b', 'a', 'c'])
      await customers.save(givenCustomer(id, { email: `${id === 'c' ? 'x' : 'y'}@e.org` }));
    expect(await customers.idsByEmail('y@e.org')).toEqual(['a', 'b']);
    expect(await customers.idsByEmail('')).toEqual([]);
  });

  it('are listed newest first, page by page, each exactly once also where times are equal', async () => {
    const { customers } = await test.fresh();
    const created = Array.from({ length: 100 }, (_, index) =>
      givenCustomer(`c${index}`, { createdAt: 1000 + (index % 7) }),
    );
    await customers.saveMany(created);
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await customers.newest(9, cursor);
      seen.push(...page.ids);
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect([...seen].sort()).toEqual(created.map(({ id }) => id).sort());
    const times = seen.map((id) => created.find((customer) => customer.id === id)!.createdAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('refuse a cursor that is not theirs', async () => {
    const { customers } = await test.fresh();
    for (const cursor of ['', 'nonsense', Buffer.from('[1]').toString('base64url'), 'ä']) {
      await expect(customers.newest(5, cursor)).rejects.toMatchObject({ errors: [{ path: 'cursor' }] });
    }
  });
});

describe('walks', () => {
  it('go through a range of buckets in order and resume after any customer', async () => {
    const { customers } = await test.fresh();
    const ids = Array.from({ length: 300 }, (_, index) => `walker-${index}`);
    await customers.saveMany(ids.map((id) => givenCustomer(id)));
    const inRange = ids.filter((id) => bucketOf(id) >= 10 && bucketOf(id) < 200);

    const seen: string[] = [];
    let middle: { bucket: number; id: string } | undefined;
    for await (const page of customers.pages({ from: 10, to: 200 })) {
      seen.push(...page.items.map((item) => (item['id'] as { S: string }).S));
      expect(page.last.id).toBe(seen.at(-1));
      if (seen.length > 100) middle ??= page.last;
    }
    expect([...seen].sort()).toEqual([...inRange].sort());

    const rest: string[] = [];
    for await (const page of customers.pages({ from: 10, to: 200 }, { after: middle, consistent: true })) {
      rest.push(...page.items.map((item) => (item['id'] as { S: string }).S));
    }
    expect(rest).toEqual(seen.slice(seen.indexOf(middle!.id) + 1));
  });

  it('cross page borders within a bucket', async () => {
    const { customers } = await test.fresh();
    const ids = Array.from({ length: 40_000 }, (_, index) => `p${index}`)
      .filter((id) => bucketOf(id) === 3)
      .slice(0, 30);
    const attributes = { text: 'x'.repeat(100_000) };
    await customers.saveMany(ids.map((id) => givenCustomer(id, { attributes })));
    let pages = 0;
    const seen: string[] = [];
    for await (const page of customers.pages({ from: 3, to: 4 })) {
      pages++;
      seen.push(...page.items.map((item) => (item['id'] as { S: string }).S));
    }
    expect(pages).toBeGreaterThan(1);
    expect(seen).toEqual([...ids].sort());
  });

  it('end early without trouble when nobody asks for more', async () => {
    const { customers } = await test.fresh();
    await customers.saveMany(Array.from({ length: 50 }, (_, index) => givenCustomer(`c${index}`)));
    for await (const page of customers.pages({ from: 0, to: 256 })) {
      expect(page.items.length).toBeGreaterThan(0);
      break;
    }
  });

  it('scan everybody exactly once in parallel parts', async () => {
    const { customers } = await test.fresh();
    const ids = Array.from({ length: 120 }, (_, index) => `s${index}`);
    await customers.saveMany(ids.map((id) => givenCustomer(id)));
    const seen: string[] = [];
    await Promise.all(
      [0, 1, 2].map(async (segment) => {
        for await (const items of customers.scanPages({ segment, total: 3 })) {
          seen.push(...items.map((item) => (item['id'] as { S: string }).S));
        }
      }),
    );
    expect(seen.sort()).toEqual([...ids].sort());
  });
});

describe('membership', () => {
  it('is written alone, keeps the time of those already in, and counts as a write', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann', { language: 'fa', segments: { s1: 5, s2: 6 } }));
    const stored = (await customers.getManyStored(['ann'])).get('ann')!;
    expect(await customers.updateMembership(stored, { enter: ['s3', 's2'], leave: ['s1', 'gone'] }, 9)).toBe(true);
    expect(await customers.get('ann')).toMatchObject({ version: 2, language: 'fa', segments: { s2: 6, s3: 9 } });
  });

  it('disappears with the last segment and appears with the first', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann', { segments: { s1: 5 } }));
    const read = async () => (await customers.getManyStored(['ann'])).get('ann')!;
    expect(await customers.updateMembership(await read(), { enter: [], leave: ['s1'] }, 9)).toBe(true);
    expect(await read()).not.toHaveProperty('sg');
    expect(await customers.updateMembership(await read(), { enter: ['s2'], leave: [] }, 10)).toBe(true);
    expect((await customers.get('ann'))?.segments).toEqual({ s2: 10 });
  });

  it('keeps what one refresh took somebody out of, until another one or anybody else writes', async () => {
    const { customers } = await test.fresh();
    await customers.save(givenCustomer('ann', { segments: { s1: 5, s2: 6 } }));
    const read = async () => (await customers.getManyStored(['ann'])).get('ann')!;
    await customers.updateMembership(await read(), { enter: [], leave: ['s1'] }, 9);
    await customers.updateMembership(await read(), { enter: ['s3'], leave: ['s2'] }, 9);
    expect(leftAt(await read(), 9)).toEqual(['s1', 's2']);
    expect(leftAt(await read(), 8)).toEqual([]);
    await customers.updateMembership(await read(), { enter: [], leave: ['s3'] }, 10);
    expect([leftAt(await read(), 9), leftAt(await read(), 10)]).toEqual([[], ['s3']]);
    await customers.mutate('ann', (ann) => ({ ...ann!, language: 'uk' }));
    expect(await read()).not.toHaveProperty('lf');
  });

  it('gives way to whoever wrote the customer since, or removed them', async () => {
    const { customers } = await test.fresh();
    const saved = await customers.save(givenCustomer('ann'));
    const stored = (await customers.getManyStored(['ann'])).get('ann')!;
    await customers.save({ ...saved, language: 'uk' });
    expect(await customers.updateMembership(stored, { enter: ['s1'], leave: [] }, 9)).toBe(false);
    await customers.remove('ann');
    expect(await customers.updateMembership(stored, { enter: ['s1'], leave: [] }, 9)).toBe(false);
    expect(await customers.get('ann')).toBeUndefined();
  });
});
