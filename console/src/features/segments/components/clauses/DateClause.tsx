import { useI18n } from '../../../../i18n/I18nContext.tsx';
import { Choice } from '../../../../ui/fields/Choice.tsx';
import { NameField } from '../../../../ui/fields/NameField.tsx';
import { listOf, textOf, type Fields } from './json.ts';
import { DATE_TESTS, testOf, type AttributeTest } from './kinds.ts';
import { Moment } from './Moment.tsx';
import { useRule } from './RuleContext.tsx';
import { Span } from './Span.tsx';
import type { ClauseProps } from './ClauseProps.ts';

/** A test of an attribute that is a date. */
export function DateClause({ clause, onChange }: ClauseProps) {
  const { t, workspace } = useI18n();
  const { known } = useRule();
  const attribute = textOf(clause['attribute']);
  const test = testOf(clause) ?? 'withinLast';
  const set = (operand: Fields) => {
    onChange({ attribute, ...operand });
  };
  return (
    <>
      <NameField
        label={t.rules.field}
        value={attribute}
        known={known.attributes.filter(({ type }) => type === 'date').map(({ name }) => name)}
        onChange={(name) => {
          onChange({ ...clause, attribute: name });
        }}
      />
      <Choice
        label={t.rules.test}
        value={test}
        options={DATE_TESTS.map((each) => [each, t.rules.tests[each]] as const)}
        onChange={(next) => {
          set(operandOf(next, workspace.persianCalendar));
        }}
      />
      <Operand test={test} clause={clause} set={set} />
    </>
  );
}

interface OperandProps {
  readonly test: AttributeTest;
  readonly clause: Fields;
  readonly set: (operand: Fields) => void;
}

function Operand({ test, clause, set }: OperandProps) {
  const { t } = useI18n();
  if (test === 'before' || test === 'after') {
    return <Moment label={t.rules.moment} value={textOf(clause[test])} onChange={(value) => set({ [test]: value })} />;
  }
  if (test === 'betweenDates') {
    const [from, to] = listOf(clause['between']).map(textOf);
    return (
      <>
        <Moment
          label={t.rules.from}
          value={from ?? ''}
          onChange={(value) => {
            set({ between: [value, to ?? ''] });
          }}
        />
        <Moment
          label={t.rules.to}
          value={to ?? ''}
          onChange={(value) => {
            set({ between: [from ?? '', value] });
          }}
        />
      </>
    );
  }
  const calendar = test === 'anniversaryWithin' ? { calendar: textOf(clause['calendar']) || 'gregorian' } : undefined;
  return (
    <>
      <Span
        value={textOf(clause[test])}
        onChange={(value) => {
          set({ [test]: value, ...calendar });
        }}
      />
      {calendar && (
        <Choice
          label={t.rules.calendar}
          value={calendar.calendar}
          options={(['gregorian', 'persian'] as const).map((each) => [each, t.rules.calendars[each]] as const)}
          onChange={(next) => {
            set({ [test]: clause[test], calendar: next });
          }}
        />
      )}
    </>
  );
}

function operandOf(test: (typeof DATE_TESTS)[number], persianCalendar: boolean): Fields {
  if (test === 'before' || test === 'after') return { [test]: 'today' };
  if (test === 'betweenDates') return { between: ['-30d', 'today'] };
  if (test === 'anniversaryWithin') return { [test]: '7d', calendar: persianCalendar ? 'persian' : 'gregorian' };
  return { [test]: '30d' };
}
