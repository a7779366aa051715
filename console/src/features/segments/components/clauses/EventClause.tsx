import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NameField } from '../../../../ui/fields/NameField.tsx';
import { NumberField } from '../../../../ui/fields/NumberField.tsx';
import { Comparison } from './Comparison.tsx';
import { isFields, listOf, numberOf, replaced, textOf, type Fields } from './json.ts';
import { useRule } from './RuleContext.tsx';
import { ScalarField } from './ScalarField.tsx';
import { Window } from './Window.tsx';
import type { ClauseProps } from './ClauseProps.ts';

/** An event: which, where its properties matter which of them, how often, and when. */
export function EventClause({ clause, onChange }: ClauseProps) {
  const { t } = useI18n();
  const { known } = useRule();
  const { where } = clause;
  const conditions = isFields(where) ? Object.entries(where) : [];
  const setWhere = (next: readonly (readonly [string, unknown])[]) => {
    onChange(next.length === 0 ? replaced(clause, ['where'], {}) : { ...clause, where: Object.fromEntries(next) });
  };
  const { count } = clause;
  return (
    <>
      <NameField
        label={t.rules.event}
        placeholder={t.rules.eventHint}
        value={textOf(clause['event'])}
        known={known.events}
        onChange={(event) => {
          onChange({ ...clause, event });
        }}
      />
      <Choice
        label={t.rules.often}
        value={isFields(count) ? 'count' : 'once'}
        options={[
          ['once', t.rules.once],
          ['count', `${t.rules.often} …`],
        ]}
        onChange={(next) => {
          onChange(next === 'once' ? replaced(clause, ['count'], {}) : { ...clause, count: { gte: 2 } });
        }}
      />
      {isFields(count) && (
        <>
          <Comparison
            value={count}
            onChange={(next) => {
              onChange({ ...clause, count: next });
            }}
          />
          <Text size="sm" component="span">
            {t.rules.times}
          </Text>
        </>
      )}
      <Window value={clause} onChange={onChange} />
      {conditions.map(([property, condition], index) => (
        <Group key={index} gap={6} w="100%" className="where">
          <Text size="sm" component="span">
            {t.rules.where}
          </Text>
          <Condition
            property={property}
            condition={condition}
            onChange={(entry) => {
              setWhere(conditions.map((each, at) => (at === index ? entry : each)));
            }}
          />
          <CloseButton
            size="sm"
            aria-label={t.rules.remove}
            onClick={() => {
              setWhere(conditions.filter((_, at) => at !== index));
            }}
          />
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        disabled={conditions.some(([property]) => property === '')}
        onClick={() => {
          setWhere([...conditions, ['', '']]);
        }}
      >
        {t.rules.addWhere}
      </Button>
    </>
  );
}

const TESTS = ['eq', 'ne', 'in', 'notIn', 'gte', 'lte', 'gt', 'lt'] as const;

interface ConditionProps {
  readonly property: string;
  readonly condition: unknown;
  readonly onChange: (entry: readonly [string, unknown]) => void;
}

function Condition({ property, condition, onChange }: ConditionProps) {
  const { t } = useI18n();
  const test = isFields(condition) ? (TESTS.find((each) => each in condition) ?? 'eq') : 'eq';
  const operand = isFields(condition) ? condition[test] : condition;
  const set = (next: Fields | string | number | boolean | null) => {
    onChange([property, next]);
  };
  return (
    <>
      <NameField
        label={t.rules.property}
        value={property}
        onChange={(name) => {
          onChange([name, condition]);
        }}
      />
      <Choice
        label={t.rules.test}
        value={test}
        options={TESTS.map((each) => [each, t.rules.tests[each]] as const)}
        onChange={(next) => {
          const numeric = next.startsWith('g') || next.startsWith('l');
          const listed = next === 'in' || next === 'notIn';
          set({ [next]: numeric ? numberOf(operand) : listed ? [] : (listOf(operand)[0] ?? operand ?? '') });
        }}
      />
      {test === 'eq' || test === 'ne' ? (
        <ScalarField
          value={operand}
          onChange={(value) => {
            onChange([property, { [test]: value }]);
          }}
        />
      ) : test === 'in' || test === 'notIn' ? (
        <NameField
          label={t.rules.values}
          value={listOf(operand).map(String).join(', ')}
          onChange={(text) => {
            set({ [test]: text === '' ? [] : text.split(/[,،]\s*/) });
          }}
        />
      ) : (
        <NumberField
          label={t.rules.value}
          value={numberOf(operand)}
          onChange={(value) => {
            set({ [test]: value });
          }}
        />
      )}
    </>
  );
}
