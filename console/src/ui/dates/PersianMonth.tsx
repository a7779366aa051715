import { ActionIcon, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { fromPersian, monthLength, toPersian } from '../../i18n/persianDate.ts';

interface Props {
  readonly value: string;
  readonly onChange: (iso: string) => void;
}

const LOCALES = { en: 'en', fa: 'fa-IR', uk: 'uk' } as const;
const SATURDAY = Date.UTC(2026, 0, 3);
const DAY = 86_400_000;

/** A month of the Persian calendar to choose a day from; weeks begin on Saturday. */
export function PersianMonth({ value, onChange }: Props) {
  const { t, format, language } = useI18n();
  const start = toPersian(value === '' ? new Date().toISOString().slice(0, 10) : value.slice(0, 10));
  const [{ year, month }, setShown] = useState({ year: start.year, month: start.month });
  const locale = LOCALES[language];
  const first = fromPersian({ year, month, day: 1 }) ?? '';
  const title = new Intl.DateTimeFormat(`${locale}-u-ca-persian`, { timeZone: 'UTC', month: 'long' });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'narrow' });
  const blanks = (new Date(`${first}T00:00:00Z`).getUTCDay() + 1) % 7;
  const cells: (number | undefined)[] = [
    ...Array.from({ length: blanks }, () => undefined),
    ...Array.from({ length: monthLength(year, month) }, (_, index) => index + 1),
  ];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => cells[week * 7 + day]),
  );
  const move = (by: 1 | -1) => {
    const index = year * 12 + month - 1 + by;
    setShown({ year: Math.floor(index / 12), month: (index % 12) + 1 });
  };
  const dayOf = (day: number) => fromPersian({ year, month, day }) ?? '';
  return (
    <div className="month">
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Step label={t.common.previousMonth} sign="‹" onClick={() => move(-1)} />
        <Text size="sm" fw={650} aria-live="polite">
          {title.format(new Date(`${first}T00:00:00Z`))} {format.plain(year)}
        </Text>
        <Step label={t.common.nextMonth} sign="›" onClick={() => move(1)} />
      </Group>
      <table>
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, day) => (
              <th key={day} scope="col" aria-label={format.weekday((day + 6) % 7)}>
                {weekday.format(SATURDAY + day * DAY)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            <tr key={index}>
              {week.map((day, column) => (
                <td key={column}>
                  {day !== undefined && (
                    <button
                      type="button"
                      aria-label={format.day(dayOf(day))}
                      aria-pressed={dayOf(day) === value}
                      onClick={() => {
                        onChange(dayOf(day));
                      }}
                    >
                      {format.plain(day)}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Step({
  label,
  sign,
  onClick,
}: {
  readonly label: string;
  readonly sign: string;
  readonly onClick: () => void;
}) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      <span className="arrow" aria-hidden>
        {sign}
      </span>
    </ActionIcon>
  );
}
