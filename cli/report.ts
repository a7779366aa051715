import type { CellResponse } from '../contract/cell.ts';
import type { ReportResponse } from '../contract/report.ts';
import { table } from './table.ts';

/** A report as a table, amounts in the currency's major unit. */
export function reportTable(report: ReportResponse): string {
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: report.currency });
  const scale = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
  const amount = (units: number | null): string => (units === null ? '-' : money.format(units / scale));
  const row = (name: string, of: CellResponse): string[] => [
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
