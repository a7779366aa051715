import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsResponse } from '../../../../../contract/settings.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { useSaveSettings } from '../api/useSaveSettings.ts';
import { cronOf, modeOf, type Mode } from './cronMode.ts';

const MODES = ['daily', 'weekly', 'off', 'cron'] as const;
// The week begins as the reader's does.
const DAYS = { en: [1, 2, 3, 4, 5, 6, 0], uk: [1, 2, 3, 4, 5, 6, 0], fa: [6, 0, 1, 2, 3, 4, 5] } as const;

interface Props {
  readonly settings: SettingsResponse;
  readonly onClose: () => void;
}

/** Changes when segments are refreshed by themselves. */
export function RefreshScheduleDialog({ settings, onClose }: Props) {
  const { t, format, language } = useI18n();
  const [mode, setMode] = useState<Mode>(() => modeOf(settings.refreshSchedule));
  const save = useSaveSettings(onClose);
  const timed = mode.kind === 'daily' || mode.kind === 'weekly' ? mode : undefined;
  return (
    <Dialog opened onClose={onClose} title={t.settings.scheduleTitle}>
      <Stack>
        <NativeSelect
          label={t.settings.how}
          value={mode.kind}
          data={MODES.map((value) => ({ value, label: t.settings.modes[value] }))}
          onChange={(event) => {
            setMode(changed(mode, event.currentTarget.value));
          }}
        />
        {mode.kind === 'weekly' && (
          <NativeSelect
            label={t.settings.weekday}
            value={mode.day}
            data={DAYS[language].map((day) => ({ value: String(day), label: format.weekday(day) }))}
            onChange={(event) => {
              setMode({ ...mode, day: Number(event.currentTarget.value) });
            }}
          />
        )}
        {timed && (
          <NativeSelect
            label={t.settings.at}
            value={minutesOf(timed)}
            data={timesWith(minutesOf(timed)).map((minutes) => ({
              value: String(minutes),
              label: format.time(Math.floor(minutes / 60), minutes % 60),
            }))}
            onChange={(event) => {
              const minutes = Number(event.currentTarget.value);
              setMode({ ...timed, hour: Math.floor(minutes / 60), minute: minutes % 60 });
            }}
          />
        )}
        {mode.kind === 'cron' && (
          <TextInput
            label={t.settings.cron}
            description={t.settings.cronHint}
            dir="ltr"
            value={mode.text}
            onChange={(event) => {
              setMode({ kind: 'cron', text: event.currentTarget.value });
            }}
          />
        )}
        <Text size="sm">{fill(t.settings.zone, { zone: settings.timeZone })}</Text>
        <Problem title={t.segments.ruleRefused} error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.common.cancel}
          </Button>
          <Button
            loading={save.isPending}
            onClick={() => {
              save.mutate({ refreshSchedule: cronOf(mode) });
            }}
          >
            {t.common.save}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

const minutesOf = ({ hour, minute }: { readonly hour: number; readonly minute: number }): number => hour * 60 + minute;

/** Every half hour, and the time that is set. Browsers show times in their own digits, not in the page's. */
function timesWith(minutes: number): number[] {
  const times = Array.from({ length: 48 }, (_, index) => index * 30);
  return [...new Set([...times, minutes])].sort((a, b) => a - b);
}

/** The same time of day in another mode. */
function changed(mode: Mode, kind: string): Mode {
  const time = mode.kind === 'daily' || mode.kind === 'weekly' ? mode : { hour: 3, minute: 0 };
  if (kind === 'daily') return { kind, hour: time.hour, minute: time.minute };
  if (kind === 'weekly') return { kind, hour: time.hour, minute: time.minute, day: 1 };
  return kind === 'cron' ? { kind, text: cronOf(mode) ?? '0 3 * * *' } : { kind: 'off' };
}
