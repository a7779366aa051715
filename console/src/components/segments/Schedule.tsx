import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useMay } from '../../auth/useMe.ts';
import { fill } from '../../i18n/fill.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { modeOf, type Mode } from './cronMode.ts';
import { ScheduleDialog } from './ScheduleDialog.tsx';

/** When segments are refreshed by themselves, and the way to change it. */
export function Schedule() {
  const { t, format } = useI18n();
  const [opened, { open, close }] = useDisclosure(false);
  const mayChange = useMay('admin');
  const { data } = useQuery({ queryKey: ['settings'], queryFn: api.settings, staleTime: Infinity });
  const words = useScheduleWords();
  if (!data) return null;
  return (
    <Group gap="xs" className="schedule">
      <Text size="sm">
        {t.segments.schedule}: {words(modeOf(data.refreshSchedule))}
        {typeof data.nextRefreshAt === 'string' &&
          ` · ${fill(t.segments.next, { at: format.date(data.nextRefreshAt) })}`}
      </Text>
      {mayChange && (
        <Button variant="subtle" size="compact-sm" onClick={open}>
          {t.segments.edit}
        </Button>
      )}
      {opened && <ScheduleDialog settings={data} onClose={close} />}
    </Group>
  );
}

function useScheduleWords(): (mode: Mode) => string {
  const { t, format } = useI18n();
  const { schedules } = t.segments;
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
