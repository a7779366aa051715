import '@mantine/charts/styles.css';
import { AreaChart, BarChart } from '@mantine/charts';
import { Stack } from '@mantine/core';
import type { SegmentHistoryResponse } from '../../../../../contract/segments.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { directionOf } from '../../../i18n/language.ts';

/** Size over the refreshes, and below it who entered (up) and left (down). Time runs as the language is read. */
export function HistoryChart({ history }: { readonly history: SegmentHistoryResponse }) {
  const { t, format, language } = useI18n();
  const days = new Set(history.map(({ at }) => format.day(at)));
  const label = days.size === 1 && history.length > 1 ? format.clock : format.shortDay;
  const moved = history.some(({ entered, left }) => entered > 0 || left > 0);
  const data = history.map(({ at, size, entered, left }) => ({
    // Isolated: the drawing runs from left to right in every language.
    at: `\u2068${label(at)}\u2069`,
    size,
    entered,
    left: -left,
  }));
  const rtl = directionOf(language) === 'rtl';
  const common = {
    data,
    dataKey: 'at',
    valueFormatter: format.count,
    withDots: data.length < 2,
    xAxisProps: {
      reversed: rtl,
      interval: 'preserveStartEnd',
      minTickGap: 24,
      padding: { left: 12, right: 12 },
    },
    yAxisProps: {
      orientation: rtl ? 'right' : 'left',
      width: 64,
      tickCount: 3,
      allowDecimals: false,
      tickMargin: rtl ? 28 : 8,
    },
    tooltipAnimationDuration: 0,
    tickLine: 'none',
  } as const;
  const last = history.at(-1);
  const summary = `${t.segments.history}: ${t.segments.size} ${format.count(last?.size ?? 0)}`;
  return (
    <Stack gap="xs" dir="ltr" role="img" aria-label={summary}>
      <AreaChart
        h={190}
        {...common}
        curveType="linear"
        series={[{ name: 'size', label: t.segments.size, color: 'peyk.6' }]}
        areaChartProps={{ syncId: 'history', accessibilityLayer: false }}
        areaProps={{ isAnimationActive: false }}
        withXAxis={!moved}
      />
      {moved && (
        <BarChart
          h={180}
          {...common}
          type="stacked"
          maxBarWidth={18}
          series={[
            { name: 'entered', label: t.segments.entered, color: 'teal.6' },
            { name: 'left', label: t.segments.left, color: 'orange.6' },
          ]}
          barChartProps={{ syncId: 'history', accessibilityLayer: false, stackOffset: 'sign' }}
          withLegend
          legendProps={{ position: 'bottom' }}
          barProps={{ isAnimationActive: false }}
        />
      )}
    </Stack>
  );
}
