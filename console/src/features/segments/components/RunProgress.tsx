import { Alert, Progress, Stack, Text } from '@mantine/core';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import type { RefreshRun } from '../api/useRefreshRun.ts';

/** How far the refresh run is that was started here, and how it ended. */
export function RunProgress({ refresh }: { readonly refresh: RefreshRun }) {
  const { t, format } = useI18n();
  const { run, busy, joined, error } = refresh;
  if (error) return <Problem title={t.segments.refreshFailed} error={error} />;
  if (run?.status === 'failed') {
    return <Alert color="red" variant="outline" title={t.segments.refreshFailed} role="alert" />;
  }
  if (busy) {
    const ratio = run?.progress.ratio ?? 0;
    return (
      <Stack gap={6} role="status">
        {joined && <Text size="sm">{t.segments.refreshRunning}</Text>}
        <Progress.Root size="lg">
          <Progress.Section
            value={Math.max(3, ratio * 100)}
            animated
            striped
            aria-label={t.segments.refreshing}
            aria-valuetext={format.percent(ratio)}
          />
        </Progress.Root>
        <Text size="xs">{fill(t.segments.read, { n: format.count(run?.progress.scanned ?? 0) })}</Text>
      </Stack>
    );
  }
  if (!run) return null;
  return (
    <Text size="sm" role="status">
      {t.segments.refreshDone} {fill(t.segments.read, { n: format.count(run.progress.scanned) })}
    </Text>
  );
}
