import { minorDigits } from '../../core/shared/money.ts';
import type { CellResponse, VerdictResponse } from '../../contract/cell.ts';
import type { ReportResponse } from '../../contract/report.ts';

const HEAD = [
  'segment',
  'mailed',
  'holdout',
  'by last click',
  'incremental [95 %]',
  'per customer [95 %]',
  'true',
  'ROI',
  'verdict',
];

const VERDICTS: Readonly<Record<VerdictResponse, string>> = {
  gain: 'gain',
  loss: 'loss',
  undecided: 'undecided',
  'not-enough-data': 'not enough data yet',
};

/** The ROI table of a report as text. `truth` = the simulator's true lift per customer (minor units) by row name. */
export function roiTable(report: ReportResponse, truth: ReadonlyMap<string, number>): string {
  const scale = 10 ** minorDigits(report.currency);
  const whole = (units: number | null): string =>
    units === null ? '-' : Math.round(units / scale).toLocaleString('en');
  const exact = (units: number | null | undefined): string =>
    units === null || units === undefined ? '-' : (units / scale).toFixed(2);
  const row = (name: string, cell: CellResponse): string[] => [
    name,
    cell.treated.customers.toLocaleString('en'),
    cell.holdout.customers.toLocaleString('en'),
    whole(cell.attributed.revenue),
    `${whole(cell.incremental.revenue.estimate)} [${whole(cell.incremental.revenue.low)} .. ${whole(cell.incremental.revenue.high)}]`,
    `${exact(cell.perCustomer.estimate)} [${exact(cell.perCustomer.low)} .. ${exact(cell.perCustomer.high)}]`,
    exact(truth.get(name)),
    typeof cell.roi?.estimate === 'number' ? `${cell.roi.estimate.toFixed(1)}x` : '-',
    VERDICTS[cell.verdict],
  ];
  const rows = [HEAD, ...report.segments.map((segment) => row(segment.name, segment)), row('Total', report.total)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return [lines[0], '-'.repeat(lines[0]?.length ?? 0), ...lines.slice(1)].join('\n');
}
