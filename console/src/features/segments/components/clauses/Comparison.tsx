import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';
import { listOf, numberOf, replaced, type Fields } from './json.ts';

const COMPARATORS = ['gte', 'lte', 'gt', 'lt', 'eq', 'ne', 'between'] as const;

interface Props {
  readonly value: Fields;
  readonly onChange: (value: Fields) => void;
  readonly scale?: number;
}

/** One of the seven comparisons of a number, within the fields of a clause. */
export function Comparison({ value, onChange, scale = 1 }: Props) {
  const { t } = useI18n();
  const operator = COMPARATORS.find((each) => each in value) ?? 'gte';
  const [low, high] = listOf(value['between']);
  const first = operator === 'between' ? numberOf(low) : numberOf(value[operator]);
  const set = (operand: unknown) => {
    onChange({ ...value, [operator]: operand });
  };
  return (
    <>
      <Choice
        label={t.rules.test}
        value={operator}
        options={COMPARATORS.map((each) => [each, t.rules.tests[each]] as const)}
        onChange={(next) => {
          onChange(replaced(value, COMPARATORS, { [next]: next === 'between' ? [first, null] : first }));
        }}
      />
      {operator === 'between' ? (
        <>
          <NumberField
            label={t.rules.from}
            value={first}
            scale={scale}
            onChange={(from) => {
              set([from, numberOf(high)]);
            }}
          />
          <NumberField
            label={t.rules.to}
            value={numberOf(high)}
            scale={scale}
            onChange={(to) => {
              set([first, to]);
            }}
          />
        </>
      ) : (
        <NumberField label={t.rules.value} value={first} scale={scale} onChange={set} />
      )}
    </>
  );
}
