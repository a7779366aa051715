import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toAscii } from '../../i18n/digits.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { fromPersian, toPersian } from '../../i18n/persianDate.ts';
import { PersianMonth } from './PersianMonth.tsx';

interface Props {
  readonly label: string;
  /** ISO date, or empty. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
}

/** A date in the calendar that the reader uses; stored as ISO in either case. */
export function DateField(props: Props) {
  const { workspace } = useI18n();
  return workspace.persianCalendar ? <PersianDateField {...props} /> : <IsoDateField {...props} />;
}

function IsoDateField({ label, value, onChange }: Props) {
  return (
    <TextInput
      type="date"
      size="sm"
      aria-label={label}
      value={value.slice(0, 10)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

const CALENDAR = 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4';

function PersianDateField({ label, value, onChange }: Props) {
  const { t, format } = useI18n();
  const [typed, setTyped] = useState<string>();
  const [opened, setOpened] = useState(false);
  const calendar = (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.rules.openCalendar}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
            <path d={CALENDAR} />
          </svg>
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <PersianMonth
          value={value}
          onChange={(iso) => {
            onChange(iso);
            setTyped(undefined);
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      size="sm"
      w={164}
      aria-label={label}
      placeholder={t.rules.dateHint}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? shown(value, format.plain)}
      error={value === '' && typed !== undefined && typed !== '' ? t.rules.missing : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parsed(event.currentTarget.value) ?? '');
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
      rightSection={calendar}
    />
  );
}

function shown(iso: string, digits: (value: number) => string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return '';
  const { year, month, day } = toPersian(iso.slice(0, 10));
  return [year, month, day].map(digits).join('/');
}

/** "۱۴۰۵/۱/۱", "1405-01-01", "1405 1 1". A year of four digits below 1700 is Persian, others Gregorian. */
export function parsed(text: string): string | undefined {
  const match = /^(\d{4})[/\-. ](\d{1,2})[/\-. ](\d{1,2})$/.exec(toAscii(text.trim()));
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (year < 1700) return fromPersian({ year, month, day });
  const iso = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const at = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : undefined;
}
