import { DAY_MS } from '../shared/days.ts';
import type { MinorUnits } from '../shared/money.ts';

export const MODELS = ['lastClick', 'lastTouch', 'firstTouch', 'linear', 'position', 'timeDecay'] as const;
export type AttributionModel = (typeof MODELS)[number];

/** A message sent to the customer, or a click by them; epoch ms. */
export interface Touch {
  readonly campaignId: string;
  readonly at: number;
  readonly kind: 'send' | 'click';
}

export interface Credit {
  readonly campaignId: string;
  readonly amount: MinorUnits;
}

const HALF_LIFE_MS = 7 * DAY_MS;
// Weights are integers on this scale, so that shares are exact whatever the amount.
const SCALE = 2 ** 40;
/** First and last touch take this much each by position; the others share the rest. */
const POSITION_ENDS = 0.4;

/**
 * Splits an order's amount (integer minor units; below zero where refunds outweigh it) over the campaigns whose
 * touches led to it. Touches count from `lookbackMs` before the order (exclusive) up to its instant. The credits
 * sum to the amount exactly, by largest remainder; none where no touch counts. `lastClick` counts clicks only, the
 * other models sends and clicks alike.
 */
export function attribute(
  order: { readonly amount: MinorUnits; readonly at: number },
  touches: readonly Touch[],
  { model, lookbackMs }: { readonly model: AttributionModel; readonly lookbackMs: number },
): Credit[] {
  const counted = touches
    .filter(
      ({ at, kind }) => at <= order.at && at > order.at - lookbackMs && (model !== 'lastClick' || kind === 'click'),
    )
    .sort(byTime);
  const weights = new Map<string, bigint>();
  counted.forEach((touch, index) => {
    const weight = BigInt(Math.round(weightOf(model, counted, index) * SCALE));
    if (weight > 0n) weights.set(touch.campaignId, (weights.get(touch.campaignId) ?? 0n) + weight);
  });
  return split(order.amount, weights);
}

/** Ascending; a click comes after a send of the same instant, and names settle what is left. */
function byTime(a: Touch, b: Touch): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.kind !== b.kind) return a.kind === 'click' ? 1 : -1;
  return a.campaignId < b.campaignId ? -1 : 1;
}

function weightOf(model: AttributionModel, touches: readonly Touch[], index: number): number {
  const last = touches.length - 1;
  switch (model) {
    case 'lastClick':
    case 'lastTouch':
      return index === last ? 1 : 0;
    case 'firstTouch':
      return index === 0 ? 1 : 0;
    case 'linear':
      return 1;
    case 'position':
      if (last < 2) return 1;
      return index === 0 || index === last ? POSITION_ENDS : (1 - 2 * POSITION_ENDS) / (last - 1);
    case 'timeDecay':
      // Ages count from the newest touch: only ratios matter, and the newest never rounds to nothing.
      return 2 ** (((touches[index]?.at ?? 0) - (touches[last]?.at ?? 0)) / HALF_LIFE_MS);
    default:
      return model satisfies never;
  }
}

function split(amount: MinorUnits, weights: ReadonlyMap<string, bigint>): Credit[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
  const sign = amount < 0 ? -1 : 1;
  const whole = BigInt(Math.abs(amount));
  const parts = [...weights].map(([campaignId, weight]) => {
    const product = whole * weight;
    return { campaignId, share: product / total, remainder: product % total };
  });
  const given = parts.reduce((sum, part) => sum + part.share, 0n);
  const inLine = parts.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return a.campaignId < b.campaignId ? -1 : 1;
  });
  const extra = new Set(inLine.slice(0, Number(whole - given)).map((part) => part.campaignId));
  return parts.map(({ campaignId, share }) => {
    const units = Number(share) + (extra.has(campaignId) ? 1 : 0);
    return { campaignId, amount: units === 0 ? 0 : sign * units };
  });
}
