import { Table, Text } from '@mantine/core';
import type { CellResponse } from '../../../../../contract/cell.ts';
import type { ReportResponse } from '../../../../../contract/report.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { amounts } from './amounts.ts';
import { IntervalPlot, scaleOf, type Scale } from './IntervalPlot.tsx';
import { VerdictBadge } from './VerdictBadge.tsx';

/** What the campaign earned: a row per segment and one for everybody, on one scale. */
export function ReportTable({ report }: { readonly report: ReportResponse }) {
  const { t } = useI18n();
  const scale = scaleOf([report.total, ...report.segments].map(({ perCustomer }) => perCustomer));
  const heads = [
    t.campaigns.accepted,
    t.campaigns.holdout,
    t.reports.conversions,
    t.reports.attributed,
    t.reports.incremental,
  ];
  return (
    <Table.ScrollContainer visibleFrom="md" minWidth={900} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.segments.segment}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} className="number">
                {head}
              </Table.Th>
            ))}
            <Table.Th miw={180}>
              {t.reports.perCustomer}, {t.reports.interval}
            </Table.Th>
            <Table.Th className="number">{t.reports.cost}</Table.Th>
            <Table.Th className="number">{t.reports.roi}</Table.Th>
            <Table.Th>{t.reports.verdict}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.segments.map((segment) => (
            <Row key={segment.segment} name={segment.name} cell={segment} currency={report.currency} scale={scale} />
          ))}
          <Row name={t.reports.total} cell={report.total} currency={report.currency} scale={scale} strong />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  readonly name: string;
  readonly cell: CellResponse;
  readonly currency: string;
  readonly scale: Scale;
  readonly strong?: boolean;
}

function Row({ name, cell, currency, scale, strong = false }: RowProps) {
  const { format } = useI18n();
  const { money, range } = amounts(format, currency);
  const { incremental, perCustomer, roi } = cell;
  return (
    <Table.Tr fw={strong ? 650 : 400}>
      <Table.Th scope="row" fw="inherit">
        <bdi>{name}</bdi>
      </Table.Th>
      <Table.Td className="number">{format.count(cell.treated.customers)}</Table.Td>
      <Table.Td className="number">{format.count(cell.holdout.customers)}</Table.Td>
      <Table.Td className="number">{format.count(cell.treated.conversions)}</Table.Td>
      <Table.Td className="number">{money(cell.attributed.revenue)}</Table.Td>
      <Table.Td className="number">
        {money(incremental.revenue.estimate)}
        <Text size="xs">
          <bdi dir="ltr">{range(incremental.revenue)}</bdi>
        </Text>
      </Table.Td>
      <Table.Td>
        <IntervalPlot value={perCustomer} scale={scale} verdict={cell.verdict} label={range(perCustomer)} />
        <Text size="xs" ta="center">
          {money(perCustomer.estimate)} <bdi dir="ltr">[{range(perCustomer)}]</bdi>
        </Text>
      </Table.Td>
      <Table.Td className="number">{money(cell.cost)}</Table.Td>
      <Table.Td className="number">{typeof roi?.estimate === 'number' ? format.factor(roi.estimate) : '–'}</Table.Td>
      <Table.Td>
        <VerdictBadge verdict={cell.verdict} />
      </Table.Td>
    </Table.Tr>
  );
}
