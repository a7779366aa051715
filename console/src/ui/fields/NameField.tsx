import { Autocomplete } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly known?: readonly string[];
  readonly placeholder?: string;
}

/** A name or text, with those that are known to choose from. */
export function NameField({ label, value, onChange, known = [], placeholder }: Props) {
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
