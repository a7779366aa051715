import { createReport } from '../core/reports/report.ts';
import type { Report } from '../core/reports/reportTypes.ts';
import type { ReportOrder } from '../core/conversions/order.ts';
import { DAY_MS } from '../core/shared/days.ts';

// How often does a reported 95 % interval hold the truth it was simulated from? Campaigns with a stated true
// lift per segment go customer by customer through the same createReport that the product uses.

/** A segment: shares of buyers without and with the message, and what a buyer spends (log-normal, minor units). */
interface SimulatedSegment {
  readonly segment: string;
  readonly customers: number;
  readonly buyHeldOut: number;
  readonly buyTreated: number;
  readonly medianSpend: number;
  readonly sigma: number;
}

const SEGMENTS: readonly SimulatedSegment[] = [
  { segment: 'loyal', customers: 10_000, buyHeldOut: 0.12, buyTreated: 0.15, medianSpend: 4_500, sigma: 0.8 },
  { segment: 'lapsed', customers: 20_000, buyHeldOut: 0.04, buyTreated: 0.06, medianSpend: 3_000, sigma: 1 },
  { segment: 'browsers', customers: 20_000, buyHeldOut: 0.05, buyTreated: 0.05, medianSpend: 2_000, sigma: 0.9 },
];

/** What is simulated: the same shop with its lift, without any, and with a fifth of the customers. */
export const SCENARIOS = {
  'true lift as stated': SEGMENTS,
  'no effect at all': SEGMENTS.map((one) => ({ ...one, buyTreated: one.buyHeldOut })),
  // About 30 to 50 buyers in a segment's holdout: what is skewed shows, and intervals run a point or two short.
  'few buyers': SEGMENTS.map((one) => ({ ...one, customers: one.customers / 5 })),
} as const satisfies Record<string, readonly SimulatedSegment[]>;

export type Scenario = keyof typeof SCENARIOS;

const HOLDOUT = 0.2;
const AT = Date.UTC(2026, 0, 1);

/** True incremental revenue per treated customer: the extra buyers times the mean of the log-normal. */
function trueLift({ buyHeldOut, buyTreated, medianSpend, sigma }: SimulatedSegment): number {
  return (buyTreated - buyHeldOut) * medianSpend * Math.exp(sigma ** 2 / 2);
}

function trueTotalLift(segments: readonly SimulatedSegment[]): number {
  const customers = segments.reduce((sum, segment) => sum + segment.customers, 0);
  return segments.reduce((sum, segment) => sum + (trueLift(segment) * segment.customers) / customers, 0);
}

/** sfc32 (Doty-Humphrey, PractRand): three words of state and a counter, so that neighbouring seeds share nothing. */
function random(seed: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 20; warm++) next();
  return next;
}

/** A standard normal draw (Box and Muller). */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function simulate(segments: readonly SimulatedSegment[], seed: number): Report<null> {
  const next = random(seed);
  const report = createReport<null>({
    campaignId: 'simulated',
    now: AT + 30 * DAY_MS,
    currency: 'USD',
    model: 'lastClick',
    windowDays: 14,
    segments: segments.map(({ segment }) => ({ segment, name: segment })),
    weights: { treatment: 1 - HOLDOUT, holdout: HOLDOUT },
    status: 'measured',
    waterfall: null,
  });
  for (const { segment, customers, buyHeldOut, buyTreated, medianSpend, sigma } of segments) {
    for (let index = 0; index < customers; index++) {
      const customerId = `${segment}-${index}`;
      const arm = next() < HOLDOUT ? 'holdout' : 'treatment';
      const buys = next() < (arm === 'holdout' ? buyHeldOut : buyTreated);
      const orders: ReportOrder[] = [];
      if (buys) {
        const amount = Math.round(medianSpend * Math.exp(sigma * normal(next)));
        orders.push({ orderId: customerId, customerId, amount, currency: 'USD', placedAt: AT + DAY_MS, refunds: [] });
      }
      report.add({ customerId, arm, at: AT, segments: [segment] }, orders, []);
    }
  }
  return report.finish();
}

export interface Coverage {
  readonly what: string;
  /** True incremental revenue per treated customer, minor units. */
  readonly truth: number;
  readonly campaigns: number;
  readonly covered: number;
  /** Mean of the estimates: near the truth where nothing is biased. */
  readonly meanEstimate: number;
  /** Campaigns of which the report said "gain" or "loss". */
  readonly decided: number;
}

/** Simulates `campaigns` campaigns with seeds 1, 2, 3, ... and counts per cell how often the truth was inside. */
export function measureCoverage(campaigns: number, scenario: Scenario): Coverage[] {
  const segments = SCENARIOS[scenario];
  const truths = new Map([
    ['total', trueTotalLift(segments)],
    ...segments.map((one) => [one.segment, trueLift(one)] as const),
  ]);
  const found = new Map([...truths.keys()].map((what) => [what, { covered: 0, sum: 0, decided: 0 }]));
  for (let seed = 1; seed <= campaigns; seed++) {
    const report = simulate(segments, seed);
    for (const [what, cell] of [
      ['total', report.total] as const,
      ...report.segments.map((one) => [one.segment, one] as const),
    ]) {
      const { low, high, estimate } = cell.perCustomer;
      const count = found.get(what);
      const truth = truths.get(what);
      if (!count || truth === undefined || low === null || high === null || estimate === null) continue;
      if (low <= truth && truth <= high) count.covered += 1;
      if (cell.verdict === 'gain' || cell.verdict === 'loss') count.decided += 1;
      count.sum += estimate;
    }
  }
  return [...found].map(([what, { covered, sum, decided }]) => ({
    what,
    truth: truths.get(what) ?? 0,
    campaigns,
    covered,
    meanEstimate: sum / campaigns,
    decided,
  }));
}

/** Prints a table per scenario; `node bench/coverage.ts 2000` for a sharper figure (nominal is 95 %). */
export function printCoverage(campaigns = 100): void {
  for (const scenario of ['true lift as stated', 'no effect at all', 'few buyers'] as const) {
    console.log(`\n${scenario}, ${campaigns} campaigns`);
    console.table(
      measureCoverage(campaigns, scenario).map(({ what, truth, covered, meanEstimate, decided }) => ({
        cell: what,
        'true lift per customer': truth.toFixed(2),
        'mean estimate': meanEstimate.toFixed(2),
        'truth inside': `${covered} of ${campaigns}`,
        'gain or loss said': decided,
      })),
    );
  }
}

if (import.meta.main) printCoverage(Number(process.argv[2] ?? 100));
