import { FIELD, memberships } from '../../core/customers/storedCustomer.ts';
import { everyCustomer } from '../evaluation/everyCustomer.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** How two segments share their members. `share` is the part of those in either that is in both, 0 to 1. */
export interface Overlap {
  readonly a: number;
  readonly b: number;
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly share: number;
  /** False where `withinDeadline` ended the reading: the counts are those of the customers read so far. */
  readonly complete: boolean;
}

/** Counts stored memberships (as of the last refresh or change of each customer) in one pass over everybody. */
export async function segmentOverlap(
  stores: Pick<Stores, 'customers'>,
  a: string,
  b: string,
  withinDeadline: () => boolean = () => true,
): Promise<Overlap> {
  let inA = 0;
  let inB = 0;
  let both = 0;
  let complete = true;
  await everyCustomer(stores, [FIELD.segments], (item) => {
    complete &&= withinDeadline();
    const segments = memberships(item);
    const ofA = Object.hasOwn(segments, a);
    const ofB = Object.hasOwn(segments, b);
    if (ofA) inA++;
    if (ofB) inB++;
    if (ofA && ofB) both++;
    return complete;
  });
  const either = inA + inB - both;
  const share = either === 0 ? 0 : both / either;
  return { a: inA, b: inB, both, onlyA: inA - both, onlyB: inB - both, share, complete };
}
