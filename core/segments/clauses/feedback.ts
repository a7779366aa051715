import { FIELD, latestAnswer } from '../../customers/storedCustomer.ts';
import { dayOf } from '../../shared/days.ts';
import { windowStart } from '../dates/spans.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import type { Reading } from '../evaluation/tests.ts';
import { numberOrNull, type Values } from '../../customers/storedValues.ts';
import { comparatorNames, comparisonOf, compileComparison, type Comparison } from '../operands/comparison.ts';
import { saidComparison, type SaidComparison } from '../operands/said.ts';
import { spanOf, withinOf } from '../operands/window.ts';
import { nameAt, onlyFields } from '../parsing/fields.ts';
import { NO_DAYS, type DayColumns } from '../transitions/dayColumns.ts';
import { windowTransition } from '../transitions/windowTransition.ts';
import type { Clause } from '../clause.ts';

/** The latest answer to a survey; with `within` only where it was given in that window. */
export type FeedbackRule = { readonly feedback: string; readonly within?: string } & Comparison;

interface Operands {
  readonly survey: string;
  readonly within: string | undefined;
  readonly comparison: SaidComparison;
}

export const feedbackClause: Clause<'feedback', FeedbackRule, Operands> = {
  key: 'feedback',
  parse(fields, path) {
    onlyFields(fields, path, ['feedback', 'within', ...comparatorNames]);
    const feedback = nameAt(fields.get('feedback'), `${path}.feedback`);
    return { feedback, ...withinOf(fields, path), ...comparisonOf(fields, path) };
  },
  compile(rule) {
    const reading = readFeedback(rule);
    const test = compileComparison(rule);
    return (item, _attributes, context) => test(reading(item, context));
  },
  explain: (rule, item, context) => ({ value: numberOrNull(readFeedback(rule)(item, context)) }),
  describe(rule) {
    const { comparison, not } = saidComparison(rule);
    return [{ operands: { survey: rule.feedback, within: rule.within, comparison }, not }];
  },
  timeDependence(rule) {
    const { feedback, within } = rule;
    if (within === undefined) return undefined;
    const test = compileComparison(rule);
    return windowTransition(columnsOf(feedback), within, (sums) => test(sums.count === 0 ? NaN : sums.amount));
  },
  fields: () => [FIELD.feedback],
};

/** The score of the latest answer to a survey, NaN where there is none (in the window). */
function readFeedback({ feedback, within }: FeedbackRule): Reading {
  const start = within === undefined ? undefined : windowStart(spanOf(within));
  return (item, { today, timeZone }) => {
    const answer = latestAnswer(item, feedback);
    if (!answer) return NaN;
    if (start) {
      const day = dayOf(answer.at, timeZone);
      if (day < start(today) || day > today) return NaN;
    }
    return answer.score;
  };
}

/** The day of the latest answer, its score as the day's amount. */
function columnsOf(survey: string): (item: Values, context: EvaluationContext) => DayColumns {
  return (item, { timeZone }) => {
    const answer = latestAnswer(item, survey);
    if (!answer) return NO_DAYS;
    return { length: 1, day: [dayOf(answer.at, timeZone)], count: [1], amount: [answer.score], refunds: [0] };
  };
}
