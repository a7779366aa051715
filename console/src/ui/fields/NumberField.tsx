import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseNumber } from '../../i18n/digits.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';

interface Props {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** What one of the shown unit is in `value`: 100 for cents shown as euros. */
  readonly scale?: number;
  readonly width?: number;
}

const tidy = (value: number): number => Number(value.toFixed(9));

/** A number in the language's digits, typed with any. */
export function NumberField({ label, value, onChange, scale = 1, width = 90 }: Props) {
  const { t, format } = useI18n();
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      size="sm"
      w={width}
      aria-label={label}
      placeholder={label}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (value === null ? '' : format.plain(tidy(value / scale)))}
      error={value === null && typed !== undefined && typed !== '' ? t.common.missing : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const number = parseNumber(event.currentTarget.value);
        onChange(number === undefined ? null : tidy(number * scale));
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
    />
  );
}
