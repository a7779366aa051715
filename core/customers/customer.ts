import type { Currency, MinorUnits } from '../shared/money.ts';
import type { DayBuckets } from './dayBuckets.ts';

export type AttributeValue = string | number | boolean | readonly string[];

/** Consent to one channel: the answer, when (epoch ms) and through what it was given or withdrawn. */
export interface Consent {
  readonly granted: boolean;
  readonly at: number;
  readonly source: string;
}

/** Why no mail may ever go to an address again, whatever consent says. */
export type SuppressionReason = 'bounced' | 'complained' | 'manual';

export interface Suppression {
  readonly reason: SuppressionReason;
  readonly at: number;
}

/**
 * How often an occurrence came with the same properties, by their canonical text (see propertyCombinations.ts) and day.
 * Complete from the day `combinationsFrom` on; absent: as far back as anything was seen. `combinationsCut` is the newest
 * combination that was dropped of the day before.
 */
export interface CombinationHistory {
  readonly combinations?: Readonly<Record<string, DayBuckets>>;
  readonly combinationsFrom?: number;
  readonly combinationsCut?: string;
}

/**
 * Orders of one currency. Windows are answered from `days`; the totals cover everything ever seen. While only refunds
 * are known (`count` 0), `firstAt` and `lastAt` are 0.
 */
export interface OrderAggregate extends CombinationHistory {
  readonly count: number;
  readonly gross: MinorUnits;
  readonly refunds: MinorUnits;
  /** Number of distinct calendar days with an order. */
  readonly orderDays: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly days: DayBuckets;
}

/** Occurrences of one named event. */
export interface EventAggregate extends CombinationHistory {
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly days: DayBuckets;
}

/** The latest answer to one survey: the score, and when it was given (epoch ms). */
export interface Feedback {
  readonly score: number;
  readonly at: number;
}

/** The last days on which an open and a click in one campaign's message were counted, machines left out. */
export interface Reactions {
  readonly opened?: number;
  readonly clicked?: number;
}

/** What a customer did with our mail, machine opens and clicks left out. */
export interface Engagement {
  readonly opens: DayBuckets;
  readonly clicks: DayBuckets;
}

/** The profile: one stored item of about 1 KB. Instants are epoch ms, days are workspace-local day numbers. */
export interface Customer {
  readonly id: string;
  /** Counts writes; a save names the version it read. 0 = not stored yet. */
  readonly version: number;
  readonly createdAt: number;
  /** Normalised by `normaliseEmail`. */
  readonly email?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly consent: { readonly email?: Consent };
  readonly suppression?: Suppression;
  readonly orders: Readonly<Record<Currency, OrderAggregate>>;
  readonly events: Readonly<Record<string, EventAggregate>>;
  /** By name of the survey. */
  readonly feedback: Readonly<Record<string, Feedback>>;
  readonly engagement: Engagement;
  /** By campaign, the newest only. */
  readonly reactions: Readonly<Record<string, Reactions>>;
  /** Segment id -> member since (epoch ms). */
  readonly segments: Readonly<Record<string, number>>;
}

export function newCustomer(id: string, now: number): Customer {
  return {
    id,
    version: 0,
    createdAt: now,
    attributes: {},
    consent: {},
    orders: {},
    events: {},
    feedback: {},
    engagement: { opens: '', clicks: '' },
    reactions: {},
    segments: {},
  };
}
