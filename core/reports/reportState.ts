import { z } from 'zod';
import { TooLargeError } from '../shared/errors.ts';
import { MAX_SEGMENTS } from '../segments/rule/rule.ts';
import { addTallies, NOBODY, storeTally, tallySchema, type Tally } from './tally.ts';

const MAX_ARMS = 50;

export type Arms = Map<string, Tally>;

/** What a report has seen. States of disjoint sets of customers merge to the state of their union. */
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

export function mergeInto(into: ReportState, from: ReportState): void {
  for (const [arm, tally] of from.arms) addToArm(into.arms, arm, tally);
  for (const [segment, arms] of from.segments) {
    const target = armsOf(into.segments, segment);
    for (const [arm, tally] of arms) addToArm(target, arm, tally);
  }
  for (const [currency, orders] of from.excluded) {
    into.excluded.set(currency, (into.excluded.get(currency) ?? 0) + orders);
  }
  into.overlapping ||= from.overlapping;
  into.lastAt = Math.max(into.lastAt, from.lastAt);
}

// Pairs rather than objects: labels are free text and must not meet the names of Object.prototype.
const armsSchema = z.array(z.tuple([z.string(), tallySchema])).transform((pairs): Arms => new Map(pairs));

/** A state as JSON, which is how a shard hands its part over. */
export const reportStateSchema = z.object({
  arms: armsSchema,
  segments: z.array(z.tuple([z.string(), armsSchema])).transform((pairs) => new Map(pairs)),
  excluded: z.array(z.tuple([z.string(), z.int().nonnegative()])).transform((pairs) => new Map(pairs)),
  overlapping: z.boolean(),
  lastAt: z.number(),
});

export type StoredReportState = z.input<typeof reportStateSchema>;

export function storeState(state: ReportState): StoredReportState {
  const pairs = (arms: Arms) =>
    [...arms].map(([arm, tally]): [string, ReturnType<typeof storeTally>] => [arm, storeTally(tally)]);
  return {
    arms: pairs(state.arms),
    segments: [...state.segments].map(([segment, arms]) => [segment, pairs(arms)]),
    excluded: [...state.excluded],
    overlapping: state.overlapping,
    lastAt: state.lastAt,
  };
}
