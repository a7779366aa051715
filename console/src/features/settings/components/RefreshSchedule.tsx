import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { settingsQueries } from '../api/settingsQueries.ts';
import { modeOf, type Mode } from './cronMode.ts';
import { RefreshScheduleDialog } from './RefreshScheduleDialog.tsx';

/** When segments are refreshed by themselves, and the way to change it. */
export function RefreshSchedule() {
  const { t, format } = useI18n();
  const [opened, { open, close }] = useDisclosure(false);
  const mayChange = useMay('admin');
  const { data } = useQuery(settingsQueries.workspace());
  const words = useScheduleWords();
  if (!data) return null;
  return (
    <Group gap="xs" className="schedule">
      <Text size="sm">
        {t.settings.schedule}: {words(modeOf(data.refreshSchedule))}
        {data.nextRefreshAt !== null && ` · ${fill(t.settings.next, { at: format.date(data.nextRefreshAt) })}`}
      </Text>
      {mayChange && (
        <Button variant="subtle" size="compact-sm" onClick={open}>
          {t.common.edit}
        </Button>
      )}
      {opened && <RefreshScheduleDialog settings={data} onClose={close} />}
    </Group>
  );
}

function useScheduleWords(): (mode: Mode) => string {
  const { t, format } = useI18n();
  const { schedules } = t.settings;
  return (mode) => {
    switch (mode.kind) {
      case 'off':
        return schedules.off;
      case 'daily':
        return fill(schedules.daily, { time: format.time(mode.hour, mode.minute) });
      case 'weekly':
        return fill(schedules.weekly, {
          time: format.time(mode.hour, mode.minute),
          day: format.weekday(mode.day),
        });
      case 'cron':
        return fill(schedules.cron, { cron: mode.text });
    }
  };
}
