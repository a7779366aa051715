import { describe, expect, it } from 'vitest';
import { NotFoundError, VersionConflictError } from '../../../core/shared/errors.ts';
import { useStores } from '../../support/stores.ts';
import type { Segment } from '../../../core/segments/segment.ts';

const test = useStores();
const givenSegment = (number: number): Segment => ({
  id: `seg_${String(number).padStart(4, '0')}`,
  name: `Segment ${number}`,
  rule: { attribute: 'country', in: ['IR', 'UA'] },
  ruleVersion: 1,
  createdAt: number,
});

describe('definitions', () => {
  it('are created once, read back and replaced at the version that was read', async () => {
    const { segments } = await test.fresh();
    const created = await segments.create(givenSegment(1));
    expect(created).toEqual({ ...givenSegment(1), version: 1 });
    expect(await segments.get('seg_0001')).toEqual(created);
    await expect(segments.create(givenSegment(1))).rejects.toMatchObject({ name: 'ConflictError' });

    const updated = await segments.update({ ...created, name: 'Renamed' }, 1);
    expect(updated).toMatchObject({ name: 'Renamed', version: 2 });
    await expect(segments.update({ ...created, name: 'Late' }, 1)).rejects.toBeInstanceOf(VersionConflictError);
    expect((await segments.get('seg_0001'))?.name).toBe('Renamed');
  });

  it('take every one of 20 parallel changes', async () => {
    const { segments } = await test.fresh();
    await segments.create(givenSegment(1));
    await Promise.all(
      Array.from({ length: 20 }, () =>
        segments.mutate('seg_0001', (segment) => ({ ...segment, size: (segment.size ?? 0) + 1 })),
      ),
    );
    expect(await segments.get('seg_0001')).toMatchObject({ size: 20, version: 21 });
    await expect(segments.mutate('seg_9', (segment) => segment)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('are listed newest first, page by page, and are not mixed up with other kinds', async () => {
    const { segments, sources } = await test.fresh();
    for (let number = 1; number <= 7; number++) await segments.create(givenSegment(number));
    await sources.create({ id: 'shop', name: 'shop', createdAt: 1 });
    const pages: string[][] = [];
    for (let cursor: string | undefined; ;) {
      const page = await segments.list({ limit: 3, cursor });
      pages.push(page.items.map(({ id }) => id));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(pages).toEqual([['seg_0007', 'seg_0006', 'seg_0005'], ['seg_0004', 'seg_0003', 'seg_0002'], ['seg_0001']]);
    expect((await segments.all()).length).toBe(7);
    expect((await segments.list({ limit: 7 })).next).toBeUndefined();
  });

  it('refuse a cursor of another list', async () => {
    const { segments, sources } = await test.fresh();
    for (let number = 1; number <= 3; number++) await segments.create(givenSegment(number));
    const { next } = await segments.list({ limit: 1 });
    await expect(sources.list({ limit: 1, cursor: next })).rejects.toMatchObject({
      name: 'ValidationError',
      errors: [{ path: 'cursor' }],
    });
    await expect(segments.list({ limit: 1, cursor: `${next}x%` })).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('are unknown under ids that cannot be keys, and gone after removal', async () => {
    const { segments } = await test.fresh();
    await segments.create(givenSegment(1));
    await segments.remove('seg_0001');
    for (const id of ['seg_0001', '', 'x'.repeat(2000)]) expect(await segments.get(id)).toBeUndefined();
  });

  it('keep a history of refreshes, newest first, each once', async () => {
    const { segments } = await test.fresh();
    for (const at of [10, 30, 20, 30]) await segments.addHistory('seg_1', { at, size: at, entered: 1, left: 0 });
    expect((await segments.history('seg_1', 2)).map(({ at }) => at)).toEqual([30, 20]);
    expect((await segments.history('seg_1', 9)).length).toBe(3);
  });

  it('freeze the parts of a campaign once', async () => {
    const { campaigns } = await test.fresh();
    expect(await campaigns.frozen('cmp_1', 'links')).toBeUndefined();
    expect(await campaigns.freeze('cmp_1', 'links', ['https://a.example'])).toEqual(['https://a.example']);
    expect(await campaigns.freeze('cmp_1', 'links', ['https://b.example'])).toEqual(['https://a.example']);
    await campaigns.freeze('cmp_1', 'treatment#en', { subject: 'Hi' });
    expect(await campaigns.allFrozen('cmp_1')).toEqual(
      new Map<string, unknown>([
        ['links', ['https://a.example']],
        ['treatment#en', { subject: 'Hi' }],
      ]),
    );
  });
});
