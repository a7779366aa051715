import type { Rule } from './rule/rule.ts';

export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly rule: Rule;
  /** Counts changes of the rule, from 1. (`version` counts writes of any kind.) */
  readonly ruleVersion: number;
  readonly createdAt: number;
  /** Members at the last refresh, and when that was. */
  readonly size?: number;
  readonly refreshedAt?: number;
  /** Who came and went in that refresh. */
  readonly entered?: number;
  readonly left?: number;
}

/** One refresh of one segment. */
export interface SegmentHistoryEntry {
  readonly at: number;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}
