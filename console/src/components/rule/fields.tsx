import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseNumber } from '../../i18n/digits.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few. A value that is no option, such as a deleted segment, stays to be seen. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const known = options.some(([option]) => option === value);
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={value}
      data={[
        ...(known ? [] : [{ value, label: value === '' ? `${label} …` : value, disabled: value === '' }]),
        ...options.map(([option, text]) => ({ value: option, label: text })),
      ]}
      onChange={(event) => {
        const chosen = options.find(([option]) => option === event.currentTarget.value);
        if (chosen) onChange(chosen[0]);
      }}
    />
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** What one of the shown unit is in the rule: 100 for cents shown as euros. */
  readonly scale?: number;
  readonly width?: number;
}

const tidy = (value: number): number => Number(value.toFixed(9));

/** A number in the language's digits, typed with any. */
export function NumberField({ label, value, onChange, scale = 1, width = 90 }: NumberProps) {
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
      error={value === null && typed !== undefined && typed !== '' ? t.rules.missing : undefined}
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

interface NameProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly known?: readonly string[];
  readonly placeholder?: string;
}

/** A name or text, with those that are known to choose from. */
export function NameField({ label, value, onChange, known = [], placeholder }: NameProps) {
  return (
    <Autocomplete
      size="sm"
      aria-label={label}
      placeholder={placeholder ?? label}
      data={[...known]}
      value={value}
      limit={12}
      onChange={onChange}
    />
  );
}
