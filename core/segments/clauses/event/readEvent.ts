import {
  combinationsFrom,
  eventsNamed,
  historyCombinations,
  historyCount,
  historyDays,
  ordersByCurrency,
} from '../../../customers/storedCustomer.ts';
import { parseDays, scanDays, type DayBuckets } from '../../../customers/dayBuckets.ts';
import { windowStart } from '../../dates/spans.ts';
import type { EvaluationContext } from '../../evaluation/context.ts';
import type { Reading } from '../../evaluation/tests.ts';
import type { Values } from '../../../customers/storedValues.ts';
import { spanOf } from '../../operands/window.ts';
import { columnsOfDays, type DayColumns } from '../../transitions/dayColumns.ts';
import { combinationMatcher } from './combinationMatcher.ts';
import type { Where } from './where.ts';

/** The event that a customer's orders are, where a shop records none of that name itself. */
export const PURCHASE = 'purchase';

/** Which occurrences: of an event, with certain properties, ever or in a window that ends today. */
interface Occurrences {
  readonly event: string;
  readonly where?: Where;
  readonly within?: string;
}

/** How often an event happened with the properties asked for, ever or in a window that ends today. */
export function readEvent({ event, where, within }: Occurrences): Reading {
  const start = within === undefined ? () => -Infinity : windowStart(spanOf(within));
  const countOf =
    within === undefined
      ? historyCount
      : (history: Values | undefined, today: number) => scanDays(historyDays(history) ?? '', start(today), today).count;
  // The usual case makes no garbage.
  if (!where && event !== PURCHASE) return (item, { today }) => countOf(eventsNamed(item, event), today);
  const historiesOf = historyReader(event);
  if (!where) return (item, { today }) => historiesOf(item).reduce((sum, history) => sum + countOf(history, today), 0);
  const matches = combinationMatcher(where);
  return (item, { today }) => {
    const from = start(today);
    const to = within === undefined ? Infinity : today;
    let count = 0;
    eachMatching(historiesOf(item), matches, (days) => {
      count += scanDays(days, from, to).count;
    });
    return count;
  };
}

/** The days on which what an event clause asks for happened. */
export function eventColumns({ event, where }: Occurrences): (item: Values) => DayColumns {
  const historiesOf = historyReader(event);
  const matches = where && combinationMatcher(where);
  return (item) => {
    const days = new Map<number, number>();
    const add = (buckets: DayBuckets) => {
      for (const { day, count } of parseDays(buckets)) days.set(day, (days.get(day) ?? 0) + count);
    };
    if (matches) eachMatching(historiesOf(item), matches, add);
    else for (const history of historiesOf(item)) add(historyDays(history) ?? '');
    return columnsOfDays(days);
  };
}

/** The first day from which the properties of an event are known without a gap; undefined: always. */
export function propertiesKnownFrom(
  { event, where, within }: Occurrences,
  item: Values,
  { today }: EvaluationContext,
): number | undefined {
  if (!where) return undefined;
  const from = historyReader(event)(item).reduce(
    (latest, history) => Math.max(latest, combinationsFrom(history)),
    -Infinity,
  );
  const start = within === undefined ? -Infinity : windowStart(spanOf(within))(today);
  return from > start ? from : undefined;
}

const NONE: readonly Values[] = [];

/** What is kept of an event: its own history, for purchases else the orders of every currency. */
function historyReader(event: string): (item: Values) => readonly Values[] {
  return (item) => {
    const own = eventsNamed(item, event);
    if (own) return [own];
    return event === PURCHASE ? Object.values(ordersByCurrency(item)).flatMap((orders) => orders?.M ?? NONE) : NONE;
  };
}

function eachMatching(
  histories: readonly Values[],
  matches: (combination: string) => boolean,
  visit: (days: DayBuckets) => void,
): void {
  for (const history of histories) {
    const combinations = historyCombinations(history);
    for (const combination in combinations) {
      const days = combinations[combination]?.S;
      if (days !== undefined && matches(combination)) visit(days);
    }
  }
}
