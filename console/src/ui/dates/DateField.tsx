import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { parseDate, persianText } from '../../i18n/persianDate.ts';
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
          aria-label={t.common.openCalendar}
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
      placeholder={t.common.dateHint}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? persianText(value, format.plain)}
      error={value === '' && typed !== undefined && typed !== '' ? t.common.missing : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseDate(event.currentTarget.value) ?? '');
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
      rightSection={calendar}
    />
  );
}
