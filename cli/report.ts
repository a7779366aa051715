import { z } from 'zod';
import { table } from './table.ts';

const interval = z.looseObject({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const arm = z.looseObject({ customers: z.number(), conversions: z.number(), revenue: z.number() });
const cell = z.looseObject({
  treated: arm,
  holdout: arm,
  attributed: z.looseObject({ model: z.string(), conversions: z.number(), revenue: z.number() }),
  incremental: z.looseObject({ revenue: interval }),
  cost: z.number(),
  roi: interval.nullable(),
  verdict: z.string(),
});

/** The part of a campaign's report that the table shows; the rest is kept for --json. */
export const reportShape = z.looseObject({
  currency: z.string(),
  status: z.string(),
  total: cell,
  segments: z.array(cell.extend({ segment: z.string(), name: z.string() })),
});

/** A report as a table, amounts in the currency's major unit. */
export function reportTable(report: z.infer<typeof reportShape>): string {
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: report.currency });
  const scale = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
  const amount = (units: number | null): string => (units === null ? '-' : money.format(units / scale));
  const row = (name: string, of: z.infer<typeof cell>): string[] => [
    name,
    String(of.treated.customers),
    String(of.holdout.customers),
    amount(of.attributed.revenue),
    amount(of.incremental.revenue.estimate),
    `${amount(of.incremental.revenue.low)} to ${amount(of.incremental.revenue.high)}`,
    amount(of.cost),
    typeof of.roi?.estimate === 'number' ? `${of.roi.estimate.toFixed(2)}x` : '-',
    of.verdict,
  ];
  const head = [
    'segment',
    'mailed',
    'held out',
    report.total.attributed.model,
    'incremental',
    '95 % interval',
    'cost',
    'ROI',
    'verdict',
  ];
  return table(head, [...report.segments.map((segment) => row(segment.name, segment)), row('Total', report.total)]);
}
