import { expect, it } from 'vitest';
import { applyChange, changeSoFar } from '../../../../app/segments/refresh/applyChange.ts';
import type { StoredCustomer } from '../../../../core/customers/storedItem.ts';
import { membershipChange } from '../../../../core/segments/refresh/membership.ts';

const AT = 1_700_000_000_000;
const IDS = ['vip'];
const stored = (version: number, segments: Record<string, number>): StoredCustomer => ({
  id: { S: 'c1' },
  v: { N: String(version) },
  sg: { M: Object.fromEntries(Object.entries(segments).map(([id, since]) => [id, { N: String(since) }])) },
});
const rules = {
  at: AT,
  changeOf: (item: StoredCustomer) => membershipChange(item, IDS, [true], { all: true }),
  madeBefore: (item: StoredCustomer) => changeSoFar(item, IDS, AT),
};

/** A table in which somebody wrote `found` between our read and our write. */
const writtenMeanwhile = (found: StoredCustomer | undefined) => ({
  customers: {
    updateMembership: async () => false,
    getManyStored: async () => new Map(found ? [['c1', found] as const] : []),
  },
});
const apply = (found: StoredCustomer | undefined) =>
  applyChange(writtenMeanwhile(found) as never, { item: stored(1, {}), change: { enter: IDS, leave: [] } }, rules);

it('tells what a try of the same refresh wrote that died between our read and our write', async () => {
  expect(await apply(stored(2, { vip: AT }))).toEqual({ change: { enter: IDS, leave: [] }, disturbed: true });
});

it('tells nothing where the customer entered by an order of their own meanwhile', async () => {
  expect(await apply(stored(2, { vip: AT + 5 }))).toBeUndefined();
});

it('tells nothing of somebody who was erased meanwhile', async () => {
  expect(await apply(undefined)).toBeUndefined();
});
