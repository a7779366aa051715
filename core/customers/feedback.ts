import type { Customer, Feedback } from './customer.ts';
import { nameProblem } from './names.ts';

/** Surveys whose latest answer is kept, those answered last: an item has to end somewhere. */
export const MAX_SURVEYS = 50;

/** The event that is an answer to a survey. */
const FEEDBACK_EVENT = 'feedback';

/** What DynamoDB can keep of a number, with room. */
const LARGEST = 1e100;

export interface Answer extends Feedback {
  readonly survey: string;
}

/** The answer that an event is, if it is one: `feedback` with the properties `survey` (a text) and `score` (a number). */
export function answerOf(event: {
  readonly name: string;
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}): Answer | undefined {
  if (event.name !== FEEDBACK_EVENT) return undefined;
  const survey = event.properties?.['survey'];
  const score = event.properties?.['score'];
  if (typeof survey !== 'string' || nameProblem(survey) !== undefined) return undefined;
  if (typeof score !== 'number' || !(Math.abs(score) <= LARGEST)) return undefined;
  return { survey, score: Math.abs(score) < 1 / LARGEST ? 0 : score, at: event.at };
}

/** Keeps the latest answer to a survey; of two given at the same time the lower one. Any order gives the same. */
export function applyAnswer(customer: Customer, { survey, score, at }: Answer): Customer {
  const known = Object.hasOwn(customer.feedback, survey) ? customer.feedback[survey] : undefined;
  if (known && (known.at > at || (known.at === at && known.score <= score))) return customer;
  const all = Object.entries({ ...customer.feedback, [survey]: { score, at } });
  all.sort(([a, one], [b, other]) => other.at - one.at || (a < b ? -1 : 1));
  return { ...customer, feedback: Object.fromEntries(all.slice(0, MAX_SURVEYS)) };
}
