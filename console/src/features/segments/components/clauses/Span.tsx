import { useState } from 'react';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';

const UNITS = ['d', 'w', 'm', 'y'] as const;
type Unit = (typeof UNITS)[number];

interface Props {
  /** "90d", or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A length of time: a number and its unit. */
export function Span({ value, onChange }: Props) {
  const { t } = useI18n();
  const [, count, found] = /^(\d+)([dwmy])$/.exec(value) ?? [];
  const [chosen, setChosen] = useState<Unit>('d');
  const unit = UNITS.find((each) => each === found) ?? chosen;
  return (
    <>
      <NumberField
        label={t.rules.amount}
        width={72}
        value={count === undefined ? null : Number(count)}
        onChange={(number) => {
          onChange(number === null ? '' : `${Math.round(number)}${unit}`);
        }}
      />
      <Choice
        label={t.rules.unit}
        value={unit}
        options={UNITS.map((each) => [each, t.rules.units[each]] as const)}
        onChange={(next) => {
          setChosen(next);
          if (count !== undefined) onChange(`${count}${next}`);
        }}
      />
    </>
  );
}
