import { Autocomplete } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';

interface Props {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly known?: readonly string[];
}

const EMPTY = { text: '', number: null, boolean: true } as const;

/** A text, a number, or yes and no: they are never equal to each other, so the type is said. */
export function ScalarField({ value, onChange, known = [] }: Props) {
  const { t } = useI18n();
  const type = value === null || typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
  return (
    <>
      <Choice
        label={t.rules.type}
        value={type}
        options={(['text', 'number', 'boolean'] as const).map((each) => [each, t.rules.types[each]] as const)}
        onChange={(next) => {
          onChange(EMPTY[next]);
        }}
      />
      {type === 'text' && (
        <Autocomplete
          size="sm"
          className="grow"
          aria-label={t.rules.value}
          placeholder={t.rules.value}
          limit={12}
          data={[...known]}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
        />
      )}
      {type === 'number' && (
        <NumberField label={t.rules.value} value={typeof value === 'number' ? value : null} onChange={onChange} />
      )}
      {type === 'boolean' && (
        <Choice
          label={t.rules.value}
          value={value === true ? 'yes' : 'no'}
          options={[
            ['yes', t.rules.yes],
            ['no', t.rules.no],
          ]}
          onChange={(next) => {
            onChange(next === 'yes');
          }}
        />
      )}
    </>
  );
}
