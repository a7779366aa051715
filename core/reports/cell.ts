import type { AttributionModel } from '../conversions/attribution.ts';
import type { MinorUnits } from '../shared/money.ts';
import { conversionMoments, MICROS, revenueMoments, type Tally } from './tally.ts';
import { verdictOf, type Verdict } from './verdict.ts';
import { differenceOfMeans, type Difference } from '../statistics/welch.ts';

/** A 95 % interval. All three are null where no holdout, or fewer than two customers in an arm, leave it undefined. */
interface Interval {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface ArmResult {
  readonly customers: number;
  /** Customers with at least one order in their window. */
  readonly buyers: number;
  /** Their orders in the window. */
  readonly conversions: number;
  /** Their orders in the window less refunds, minor units. */
  readonly revenue: MinorUnits;
}

/** The result of a campaign, a segment of it or a variant, as the API has it. */
export interface Cell {
  readonly treated: ArmResult;
  readonly holdout: ArmResult;
  /** `conversions` = orders that the model gives the campaign credit for. */
  readonly attributed: { readonly model: AttributionModel; readonly conversions: number; readonly revenue: MinorUnits };
  /** Incremental revenue per treated customer, minor units (decimal). */
  readonly perCustomer: Interval;
  readonly incremental: { readonly conversions: Interval; readonly revenue: Interval };
  readonly cost: MinorUnits;
  readonly profit: Interval;
  readonly roi: Interval | null;
  readonly verdict: Verdict;
}

/** What money beside the messages means: `fixed` in minor units is this cell's share, the rates are 0 to 1. */
export interface Pricing {
  readonly fixed: number;
  /** Share of treated revenue that the offer gave away. Taken as it turned out, so it has no interval. */
  readonly discountRate: number;
  /** Share of incremental revenue that is margin. */
  readonly marginRate: number;
}

const UNKNOWN: Interval = { estimate: null, low: null, high: null };

/**
 * Compares the treated (everybody assigned to treatment, whether or not a message reached them) with the holdout.
 * Revenue, cost and profit are whole minor units, and profit is computed from the rounded revenue, so that the
 * numbers of a cell add up on paper.
 */
export function cellOf(treated: Tally, holdout: Tally, model: AttributionModel, pricing: Pricing): Cell {
  const perCustomer = interval(differenceOfMeans(revenueMoments(treated), revenueMoments(holdout)));
  const rate = interval(differenceOfMeans(conversionMoments(treated), conversionMoments(holdout)));
  const revenue = map(perCustomer, (value) => whole(value * treated.customers));
  const cost = costOf(treated, pricing);
  const profit = map(revenue, (value) => whole(value * pricing.marginRate) - cost);
  return {
    treated: resultOf(treated),
    holdout: resultOf(holdout),
    attributed: { model, conversions: treated.creditedOrders, revenue: Number(treated.creditedRevenue) },
    perCustomer,
    incremental: { conversions: map(rate, (value) => value * treated.customers), revenue },
    cost,
    profit,
    roi: cost === 0 || profit.estimate === null ? null : map(profit, (value) => value / cost),
    verdict: verdictOf({ treated, holdout, interval: cost > 0 ? profit : revenue }),
  };
}

function costOf(treated: Tally, { fixed, discountRate }: Pricing): MinorUnits {
  const discount = discountRate * Math.max(0, Number(treated.revenue));
  return whole(treated.messageMicros / MICROS + fixed + discount);
}

function resultOf({ customers, converting, orders, revenue }: Tally): ArmResult {
  return { customers, buyers: converting, conversions: orders, revenue: Number(revenue) };
}

function interval(difference: Difference | undefined): Interval {
  return difference ? { estimate: difference.estimate, low: difference.low, high: difference.high } : UNKNOWN;
}

function map({ estimate, low, high }: Interval, change: (value: number) => number): Interval {
  if (estimate === null || low === null || high === null) return UNKNOWN;
  return { estimate: change(estimate), low: change(low), high: change(high) };
}

/** Rounded to a whole number, never to minus zero. */
function whole(value: number): number {
  return Math.round(value) + 0;
}
