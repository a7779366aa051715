import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import type { MembershipChange } from '../../../core/segments/membership.ts';
import { memberSince } from './applyChange.ts';
import type { Effort } from './examine.ts';
import type { Found } from './found.ts';

/** Counts what a stretch finds, on top of what the stretches before it found. */
export interface Tally {
  readonly effort: Effort;
  /** Counts a customer. Returns the segments that they entered in this run already: a stretch before was cut off. */
  see(item: StoredCustomer, ids: readonly string[], matches: readonly boolean[]): readonly string[];
  write(change: MembershipChange): void;
  found(after: Found['after']): Found;
}

export function createTally(before: Found, runStartedAt: number): Tally {
  const { mode } = before;
  let { scanned, changed } = before;
  const effort: Effort = { evaluated: before.evaluated, evaluations: before.evaluations };
  const counts = new Map(Object.entries(before.segments).map(([id, counted]) => [id, { ...counted }]));
  const add = (id: string, what: 'size' | 'entered' | 'left') => {
    const counted = counts.get(id);
    if (counted) counted[what] += 1;
  };
  return {
    effort,
    see(item, ids, matches) {
      scanned += 1;
      const entered = ids.filter((id) => memberSince(item, id) === runStartedAt);
      for (const id of entered) add(id, 'entered');
      ids.forEach((id, index) => matches[index] === true && add(id, 'size'));
      return entered;
    },
    write({ enter, leave }) {
      changed += 1;
      for (const id of enter) add(id, 'entered');
      for (const id of leave) add(id, 'left');
    },
    found: (after) => ({
      ...(after && { after }),
      mode,
      scanned,
      ...effort,
      changed,
      segments: Object.fromEntries(counts),
    }),
  };
}
