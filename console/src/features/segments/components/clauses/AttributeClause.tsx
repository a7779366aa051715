import { TagsInput, TextInput } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NameField } from '../../../../ui/fields/NameField.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';
import type { ValueType } from '../../api/knownFields.ts';
import { listOf, numberOf, textOf, type Fields } from './json.ts';
import { ATTRIBUTE_TESTS, testOf, type AttributeTest } from './kinds.ts';
import { useRule } from './RuleContext.tsx';
import { ScalarField } from './ScalarField.tsx';
import type { ClauseProps } from './ClauseProps.ts';

/** A test of an attribute that is no date. */
export function AttributeClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { known } = useRule();
  const attribute = textOf(clause['attribute']);
  const test = testOf(clause) ?? 'eq';
  const found = known.attributes.find(({ name }) => name === attribute);
  const type = found?.type ?? 'text';
  return (
    <>
      <NameField
        label={t.rules.field}
        value={attribute}
        known={known.attributes.filter((each) => each.type !== 'date').map(({ name }) => name)}
        onChange={(name) => {
          const next = known.attributes.find((each) => each.name === name);
          const fresh = next !== undefined && next.type !== type && isUntouched(clause, test);
          onChange(
            fresh ? { attribute: name, ...operandOf(firstTest(next.type), next.type) } : { ...clause, attribute: name },
          );
        }}
      />
      <Choice
        label={t.rules.test}
        value={test}
        options={ATTRIBUTE_TESTS.map((each) => [each, t.rules.tests[each]] as const)}
        onChange={(next) => {
          onChange({ attribute, ...operandOf(next, type, clause[test]) });
        }}
      />
      <Operand
        test={test}
        clause={clause}
        type={type}
        values={found?.values ?? []}
        set={(operand) => {
          onChange({ attribute, [test]: operand });
        }}
      />
    </>
  );
}

interface OperandProps {
  readonly test: AttributeTest;
  readonly clause: Fields;
  readonly type: ValueType;
  readonly values: readonly string[];
  readonly set: (operand: unknown) => void;
}

function Operand({ test, clause, type, values, set }: OperandProps) {
  const { t } = useI18n();
  const operand = clause[test];
  switch (test) {
    case 'exists':
    case 'missing':
      return null;
    case 'eq':
    case 'ne':
      return <ScalarField value={operand} known={values} onChange={set} />;
    case 'in':
    case 'notIn':
    case 'hasAny':
    case 'hasAll': {
      const numeric = (test === 'in' || test === 'notIn') && type === 'number';
      return (
        <TagsInput
          size="sm"
          className="grow"
          aria-label={t.rules.values}
          placeholder={t.rules.valuesHint}
          data={[...values]}
          value={listOf(operand).map(String)}
          onChange={(texts) => {
            set(numeric ? texts.map(Number).filter((number) => !Number.isNaN(number)) : texts);
          }}
        />
      );
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return <NumberField label={t.rules.value} value={numberOf(operand)} onChange={set} />;
    case 'between': {
      const [low, high] = listOf(operand).map(numberOf);
      return (
        <>
          <NumberField label={t.rules.from} value={low ?? null} onChange={(from) => set([from, high ?? null])} />
          <NumberField label={t.rules.to} value={high ?? null} onChange={(to) => set([low ?? null, to])} />
        </>
      );
    }
    default:
      return (
        <TextInput
          size="sm"
          className="grow"
          aria-label={t.rules.value}
          placeholder={t.rules.value}
          value={textOf(operand)}
          onChange={(event) => {
            set(event.currentTarget.value);
          }}
        />
      );
  }
}

const isUntouched = (clause: Fields, test: AttributeTest): boolean => clause[test] === '' || clause[test] === null;

function firstTest(type: ValueType): AttributeTest {
  if (type === 'list') return 'hasAny';
  return type === 'number' ? 'gte' : 'eq';
}

/** An operand of the kind that a test takes; the one before is kept where it fits. */
function operandOf(test: AttributeTest, type: ValueType, before?: unknown): Fields {
  switch (test) {
    case 'exists':
      return { exists: true };
    case 'missing':
      return { exists: false };
    case 'eq':
    case 'ne': {
      const empty = type === 'number' ? null : type === 'boolean' ? true : '';
      return { [test]: ['string', 'number', 'boolean'].includes(typeof before) ? before : empty };
    }
    case 'in':
    case 'notIn':
    case 'hasAny':
    case 'hasAll':
      if (Array.isArray(before) && before.every((each) => typeof each === 'string')) return { [test]: before };
      return { [test]: typeof before === 'string' && before !== '' ? [before] : [] };
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return { [test]: numberOf(before) };
    case 'between':
      return { between: [numberOf(before), null] };
    default:
      return { [test]: textOf(before) };
  }
}
