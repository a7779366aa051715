import type { CampaignStatus } from '../campaigns/lifecycle.ts';
import type { AttributionModel, Touch } from '../conversions/attribution.ts';
import type { ReportOrder } from '../conversions/order.ts';
import type { Currency } from '../shared/money.ts';
import type { Cell } from './cell.ts';
import type { SampleRatio } from './sampleRatio.ts';

/**
 * One customer of the campaign. Everybody who was assigned belongs in, also where no message reached them in the
 * end; those turned away before arms were drawn do not. `at` (epoch ms) opens the conversion window and must mean
 * the same in all arms. `cost` in minor units (decimal) is that of an accepted message.
 */
export interface Assignment {
  readonly customerId: string;
  readonly arm: string;
  readonly at: number;
  readonly segments: readonly string[];
  readonly cost?: number;
}

export interface ReportOptions<Waterfall> {
  readonly campaignId: string;
  readonly now: number;
  readonly currency: Currency;
  readonly model: AttributionModel;
  /** Orders in [at, at + windowDays) count; attribution looks back as far. */
  readonly windowDays: number;
  /** In the order to report; segments seen beyond these are reported under their own id. */
  readonly segments: readonly { readonly segment: string; readonly name: string }[];
  /** Planned shares of arms, the holdout included. Absent where the campaign was run elsewhere. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly costs?: { readonly fixed?: number | undefined; readonly discountRate?: number | undefined };
  /** 0 to 1; 1 where the workspace has set none. */
  readonly marginRate?: number | undefined;
  readonly status: CampaignStatus;
  readonly waterfall: Waterfall;
}

export type Note =
  'noHoldout' | 'windowOpen' | 'sampleRatioMismatch' | 'segmentsOverlap' | 'multipleComparisons' | 'excludedCurrencies';

export type VariantCell = Cell & { readonly arm: string };
export type SegmentCell = Cell & { readonly segment: string; readonly name: string; readonly variants: VariantCell[] };

export interface Report<Waterfall> {
  readonly currency: Currency;
  readonly status: CampaignStatus;
  readonly waterfall: Waterfall;
  readonly sampleRatio: SampleRatio;
  readonly total: Cell;
  /** One per treated arm. */
  readonly variants: VariantCell[];
  readonly segments: SegmentCell[];
  /** How many intervals are shown, and how many of them miss their truth by chance. */
  readonly comparisons: { readonly intervals: number; readonly expectedToMiss: number };
  readonly excludedCurrencies: { readonly currency: Currency; readonly orders: number }[];
  readonly notes: Note[];
}

export interface ReportBuilder<Waterfall> {
  /** Adds a customer once, with their orders (any currency and time) and touches (of all campaigns). */
  add(assignment: Assignment, orders: readonly ReportOrder[], touches: readonly Touch[]): void;
  finish(): Report<Waterfall>;
}
