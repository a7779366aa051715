import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { DateField } from '../../../../ui/dates/DateField.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { Span } from './Span.tsx';

interface Props {
  readonly label: string;
  /** A date, "today", or counted from today: "-30d", "+2w". */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const SIGNS = { ago: '-', ahead: '+' } as const;

function modeOf(value: string): 'date' | 'today' | 'ago' | 'ahead' {
  if (value === 'today') return 'today';
  if (value.startsWith('-')) return 'ago';
  return value.startsWith('+') ? 'ahead' : 'date';
}

/** The day that an attribute is compared with. */
export function Moment({ label, value, onChange }: Props) {
  const { t } = useI18n();
  const mode = modeOf(value);
  return (
    <>
      {(mode === 'ago' || mode === 'ahead') && (
        <Span
          value={value.slice(1)}
          onChange={(span) => {
            onChange(SIGNS[mode] + span);
          }}
        />
      )}
      <Choice
        label={label}
        value={mode}
        options={(['date', 'today', 'ago', 'ahead'] as const).map((each) => [each, t.rules.moments[each]] as const)}
        onChange={(next) => {
          onChange(next === 'date' ? '' : next === 'today' ? next : `${SIGNS[next]}30d`);
        }}
      />
      {mode === 'date' && <DateField label={t.rules.date} value={value} onChange={onChange} />}
    </>
  );
}
