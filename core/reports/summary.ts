import { HOLDOUT_ARM } from '../campaigns/campaign.ts';
import { cellOf, type Cell } from './cell.ts';
import type { Arms, ReportState } from './reportState.ts';
import type { Note, Report, ReportOptions, SegmentCell, VariantCell } from './reportTypes.ts';
import { sampleRatio } from './sampleRatio.ts';
import { addTallies, NOBODY, type Tally } from './tally.ts';
import { CONFIDENCE } from '../statistics/welch.ts';

/** Turns the sums of a report into the report. `windowMs` is the length of the conversion window. */
export function summarise<Waterfall>(
  state: ReportState,
  options: ReportOptions<Waterfall>,
  windowMs: number,
): Report<Waterfall> {
  const treatedArms = treatedArmsOf(state, options.weights);
  const everybody = treatedOf(state.arms).customers;
  const cell = (treated: Tally, arms: Arms): Cell =>
    cellOf(treated, arms.get(HOLDOUT_ARM) ?? NOBODY, options.model, {
      fixed: everybody === 0 ? 0 : ((options.costs?.fixed ?? 0) * treated.customers) / everybody,
      discountRate: options.costs?.discountRate ?? 0,
      marginRate: options.marginRate ?? 1,
    });
  const variantsOf = (arms: Arms): VariantCell[] =>
    treatedArms.map((arm) => ({ arm, ...cell(arms.get(arm) ?? NOBODY, arms) }));

  const total = cell(treatedOf(state.arms), state.arms);
  const variants = variantsOf(state.arms);
  const segments = segmentsOf(state, options).map(({ segment, name }): SegmentCell => {
    const arms: Arms = state.segments.get(segment) ?? new Map<string, Tally>();
    return { segment, name, ...cell(treatedOf(arms), arms), variants: variantsOf(arms) };
  });
  const counts = Object.fromEntries([...state.arms].map(([arm, { customers }]) => [arm, customers]));
  const ratio = sampleRatio(counts, options.weights);
  // A single arm repeats its total: it is no comparison of its own.
  const own = treatedArms.length < 2 ? [] : [...variants, ...segments.flatMap((segment) => segment.variants)];
  const cells = [total, ...segments, ...own];
  const intervals = cells.filter(({ perCustomer }) => perCustomer.estimate !== null).length;
  const notes: readonly (readonly [Note, boolean])[] = [
    ['noHoldout', total.holdout.customers === 0],
    ['windowOpen', state.lastAt + windowMs > options.now],
    ['sampleRatioMismatch', !ratio.ok],
    ['segmentsOverlap', state.overlapping],
    // One segment alone is the total once more, not another chance to be fooled.
    ['multipleComparisons', intervals > 1 && cells.length > 2],
    ['excludedCurrencies', state.excluded.size > 0],
  ];
  return {
    currency: options.currency,
    status: options.status,
    waterfall: options.waterfall,
    sampleRatio: ratio,
    total,
    variants,
    segments,
    comparisons: { intervals, expectedToMiss: intervals * (1 - CONFIDENCE) },
    excludedCurrencies: [...state.excluded]
      .map(([currency, orders]) => ({ currency, orders }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    notes: notes.filter(([, holds]) => holds).map(([note]) => note),
  };
}

function treatedOf(arms: Arms): Tally {
  return [...arms].filter(([arm]) => arm !== HOLDOUT_ARM).reduce((sum, [, tally]) => addTallies(sum, tally), NOBODY);
}

/** Planned arms first, in their order; then those only seen, by name. */
function treatedArmsOf({ arms }: ReportState, weights: Readonly<Record<string, number>> = {}): string[] {
  return [...new Set([...Object.keys(weights), ...[...arms.keys()].sort()])].filter((arm) => arm !== HOLDOUT_ARM);
}

function segmentsOf(
  { segments }: ReportState,
  options: Pick<ReportOptions<unknown>, 'segments'>,
): readonly { readonly segment: string; readonly name: string }[] {
  const named = new Set(options.segments.map(({ segment }) => segment));
  const others = [...segments.keys()].filter((segment) => !named.has(segment)).sort();
  return [...options.segments, ...others.map((segment) => ({ segment, name: segment }))];
}
