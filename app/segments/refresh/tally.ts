import type { MembershipChange } from '../../../core/segments/refresh/membership.ts';
import type { Effort } from './examine.ts';
import type { Found } from './found.ts';

/** Counts what a time slice finds, on top of what the time slices before it found. */
export interface Tally {
  readonly effort: Effort;
  /** Counts a customer, and what this run has made of them already. */
  see(ids: readonly string[], matches: readonly boolean[], before: MembershipChange | undefined): void;
  write(change: MembershipChange): void;
  found(after: Found['after']): Found;
}

export function createTally(before: Found): Tally {
  const { mode } = before;
  let { scanned, changed } = before;
  const effort: Effort = { evaluated: before.evaluated, evaluations: before.evaluations };
  const counts = new Map(Object.entries(before.segments).map(([id, counted]) => [id, { ...counted }]));
  const add = (id: string, what: 'size' | 'entered' | 'left') => {
    const counted = counts.get(id);
    if (counted) counted[what] += 1;
  };
  const write = ({ enter, leave }: MembershipChange) => {
    changed += 1;
    for (const id of enter) add(id, 'entered');
    for (const id of leave) add(id, 'left');
  };
  return {
    effort,
    see(ids, matches, sofar) {
      scanned += 1;
      ids.forEach((id, index) => matches[index] === true && add(id, 'size'));
      if (sofar) write(sofar);
    },
    write,
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
