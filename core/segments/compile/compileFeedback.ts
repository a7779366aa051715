import { dayOf } from '../../shared/days.ts';
import { spanOf } from './compileDates.ts';
import { compileComparison, type Reading } from './compileMetric.ts';
import { NO_DAYS, type DayColumns } from './dayColumns.ts';
import type { EvaluationContext, Test, Values } from './evaluation.ts';
import type { FeedbackRule } from '../rule/historyRules.ts';
import { windowStart } from '../dates/spans.ts';

export function compileFeedback(rule: FeedbackRule): Test {
  const reading = readFeedback(rule);
  const test = compileComparison(rule);
  return (item, _attributes, context) => test(reading(item, context));
}

/** The score of the latest answer to a survey, NaN where there is none (in the window). */
export function readFeedback({ feedback, within }: FeedbackRule): Reading {
  const start = within === undefined ? undefined : windowStart(spanOf(within));
  return (item, { today, timeZone }) => {
    const answer = answerOf(item, feedback);
    if (!answer) return NaN;
    if (start) {
      const day = dayOf(answer.at, timeZone);
      if (day < start(today) || day > today) return NaN;
    }
    return answer.score;
  };
}

/** The day of the latest answer, its score as the day's amount. */
export function feedbackColumns(survey: string): (item: Values, context: EvaluationContext) => DayColumns {
  return (item, { timeZone }) => {
    const answer = answerOf(item, survey);
    if (!answer) return NO_DAYS;
    return { length: 1, day: [dayOf(answer.at, timeZone)], count: [1], amount: [answer.score], refunds: [0] };
  };
}

function answerOf(item: Values, survey: string): { readonly score: number; readonly at: number } | undefined {
  const answer = item['fb']?.M?.[survey]?.M;
  return answer && { score: Number(answer['s']?.N), at: Number(answer['at']?.N) };
}
