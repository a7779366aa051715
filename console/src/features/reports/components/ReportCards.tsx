import { Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { CellResponse } from '../../../../../contract/cell.ts';
import type { ReportResponse } from '../../../../../contract/report.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { amounts } from './amounts.ts';
import { IntervalPlot, scaleOf, type Scale } from './IntervalPlot.tsx';
import { VerdictBadge } from './VerdictBadge.tsx';

/** The report on a narrow screen: a card per segment, the verdict first. */
export function ReportCards({ report }: { readonly report: ReportResponse }) {
  const { t } = useI18n();
  const scale = scaleOf([report.total, ...report.segments].map(({ perCustomer }) => perCustomer));
  const rows = [...report.segments, { ...report.total, segment: '', name: t.reports.total }];
  return (
    <Stack hiddenFrom="md" gap="sm">
      {rows.map((row) => (
        <Card key={row.segment} name={row.name} cell={row} currency={report.currency} scale={scale} />
      ))}
    </Stack>
  );
}

interface CardProps {
  readonly name: string;
  readonly cell: CellResponse;
  readonly currency: string;
  readonly scale: Scale;
}

function Card({ name, cell, currency, scale }: CardProps) {
  const { t, format } = useI18n();
  const { money, range } = amounts(format, currency);
  const facts = [
    [t.reports.incremental, money(cell.incremental.revenue.estimate)],
    [t.reports.attributed, money(cell.attributed.revenue)],
    [t.reports.cost, money(cell.cost)],
    [t.reports.roi, typeof cell.roi?.estimate === 'number' ? format.factor(cell.roi.estimate) : '–'],
    [t.campaigns.accepted, format.count(cell.treated.customers)],
    [t.campaigns.holdout, format.count(cell.holdout.customers)],
  ] as const;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" mb="xs">
        <Text fw={650}>
          <bdi>{name}</bdi>
        </Text>
        <VerdictBadge verdict={cell.verdict} />
      </Group>
      <IntervalPlot value={cell.perCustomer} scale={scale} verdict={cell.verdict} label={range(cell.perCustomer)} />
      <Text size="xs" ta="center" mb="xs">
        {t.reports.perCustomer}: {money(cell.perCustomer.estimate)} <bdi dir="ltr">[{range(cell.perCustomer)}]</bdi>
      </Text>
      <SimpleGrid cols={2} spacing="lg" verticalSpacing={4}>
        {facts.map(([label, value]) => (
          <Group key={label} gap={6} justify="space-between" wrap="nowrap">
            <Text size="sm">{label}</Text>
            <Text size="sm" fw={600} className="number">
              {value}
            </Text>
          </Group>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
