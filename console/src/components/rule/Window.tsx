import { useState } from 'react';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { Choice, NumberField } from './fields.tsx';
import { replaced, textOf, type Fields } from './json.ts';

const UNITS = ['d', 'w', 'm', 'y'] as const;
type Unit = (typeof UNITS)[number];

interface SpanProps {
  /** "90d", or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A stretch of time: a number and its unit. */
export function Span({ value, onChange }: SpanProps) {
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

interface Props {
  readonly value: Fields;
  readonly onChange: (value: Fields) => void;
}

/** The `within` of a clause, which it may go without. */
export function Window({ value, onChange }: Props) {
  const { t } = useI18n();
  const windowed = 'within' in value;
  return (
    <>
      <Choice
        label={t.rules.window}
        value={windowed ? 'last' : 'ever'}
        options={[
          ['ever', t.rules.windows.ever],
          ['last', t.rules.windows.last],
        ]}
        onChange={(next) => {
          onChange(next === 'ever' ? replaced(value, ['within'], {}) : { ...value, within: '90d' });
        }}
      />
      {windowed && (
        <Span
          value={textOf(value['within'])}
          onChange={(within) => {
            onChange({ ...value, within });
          }}
        />
      )}
    </>
  );
}
