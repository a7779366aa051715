import { TooLargeError } from '../shared/errors.ts';
import { addTallies, NOBODY, type Tally } from './tally.ts';
import { MAX_SEGMENTS } from '../segments/rule/limits.ts';

const MAX_ARMS = 50;

export type Arms = Map<string, Tally>;

/** What a report has seen. Its size does not depend on the number of customers. */
export interface ReportState {
  readonly arms: Arms;
  readonly segments: Map<string, Arms>;
  /** Orders left out, by currency. */
  readonly excluded: Map<string, number>;
  overlapping: boolean;
  /** The latest assignment, epoch ms. */
  lastAt: number;
}

export function emptyState(): ReportState {
  return { arms: new Map(), segments: new Map(), excluded: new Map(), overlapping: false, lastAt: 0 };
}

export function addToArm(arms: Arms, arm: string, tally: Tally): void {
  const known = arms.get(arm);
  if (!known && arms.size >= MAX_ARMS) throw new TooLargeError(`more than ${MAX_ARMS} arms in one campaign`);
  arms.set(arm, addTallies(known ?? NOBODY, tally));
}

export function armsOf(segments: Map<string, Arms>, segment: string): Arms {
  const known = segments.get(segment);
  if (known) return known;
  // Labels of an external campaign come from a file; a column of customer ids must not become a segment each.
  if (segments.size >= MAX_SEGMENTS) throw new TooLargeError(`more than ${MAX_SEGMENTS} segments in one campaign`);
  const arms: Arms = new Map();
  segments.set(segment, arms);
  return arms;
}
