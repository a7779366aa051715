import { NativeSelect } from '@mantine/core';

interface Props<T extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few. A value that is no option, such as a deleted segment, stays to be seen. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
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
