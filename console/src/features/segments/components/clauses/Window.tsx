import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { replaced, textOf, type Fields } from './json.ts';
import { Span } from './Span.tsx';

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
