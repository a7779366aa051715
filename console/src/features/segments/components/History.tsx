import { Group, Paper, ScrollArea, SegmentedControl, Skeleton, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { SegmentHistoryResponse } from '../../../../../contract/segments.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Change } from './Change.tsx';

// Charts are heavy, and this is the only place that draws any.
const HistoryChart = lazy(() => import('./HistoryChart.tsx').then((file) => ({ default: file.HistoryChart })));

/** How a segment grew and shrank, as a chart or in figures. */
export function History({ history }: { readonly history: SegmentHistoryResponse }) {
  const { t } = useI18n();
  const [view, setView] = useState('chart');
  const oldestFirst = [...history].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4">
          {t.segments.history}
        </Title>
        {history.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={t.segments.history}
            value={view}
            onChange={setView}
            data={[
              { value: 'chart', label: t.segments.asChart },
              { value: 'table', label: t.segments.asTable },
            ]}
          />
        )}
      </Group>
      {history.length === 0 && <Text size="sm">{t.segments.historyEmpty}</Text>}
      {history.length > 0 && view === 'chart' && (
        <Suspense fallback={<Skeleton h={340} />}>
          <HistoryChart history={oldestFirst} />
        </Suspense>
      )}
      {history.length > 0 && view === 'table' && <Figures history={oldestFirst.reverse()} />}
    </Paper>
  );
}

function Figures({ history }: { readonly history: SegmentHistoryResponse }) {
  const { t, format } = useI18n();
  return (
    <ScrollArea.Autosize mah={340} viewportProps={{ tabIndex: 0 }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.segments.when}</Table.Th>
            <Table.Th className="number">{t.segments.size}</Table.Th>
            <Table.Th className="number">{t.segments.change}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.map(({ at, size, entered, left }) => (
            <Table.Tr key={at}>
              <Table.Td>{format.date(at)}</Table.Td>
              <Table.Td className="number">{format.count(size)}</Table.Td>
              <Table.Td className="number">
                <Change entered={entered} left={left} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
