import { eventsNamed, FIELD, historyDays } from '../../../customers/storedCustomer.ts';
import { formatDay } from '../../../shared/days.ts';
import { comparatorNames, comparisonOf, compileComparison, type Comparison } from '../../operands/comparison.ts';
import { saidComparison, type SaidComparison } from '../../operands/said.ts';
import { withinOf } from '../../operands/window.ts';
import { fieldsOf, nameAt, onlyFields } from '../../parsing/fields.ts';
import { windowTransition } from '../../transitions/windowTransition.ts';
import type { Clause } from '../../clause.ts';
import { eventColumns, propertiesKnownFrom, PURCHASE, readEvent } from './readEvent.ts';
import { saidWhere, whereOf, type SaidProperty, type Where } from './where.ts';

/** How often an event happened (with certain properties); without `count` at least once. */
export interface EventRule {
  readonly event: string;
  readonly where?: Where;
  readonly within?: string;
  readonly count?: Comparison;
}

interface Operands {
  readonly name: string;
  readonly where: readonly SaidProperty[];
  readonly within: string | undefined;
  /** Absent: at least once. */
  readonly comparison: SaidComparison | undefined;
}

const ONCE: Comparison = { gte: 1 };

export const eventClause: Clause<'event', EventRule, Operands> = {
  key: 'event',
  parse(fields, path) {
    onlyFields(fields, path, ['event', 'where', 'within', 'count']);
    const event = nameAt(fields.get('event'), `${path}.event`);
    const where = fields.has('where') ? { where: whereOf(fields.get('where'), `${path}.where`) } : {};
    const known = { event, ...where, ...withinOf(fields, path) };
    if (!fields.has('count')) return known;
    const count = fieldsOf(fields.get('count'), `${path}.count`);
    onlyFields(count, `${path}.count`, comparatorNames);
    return { ...known, count: comparisonOf(count, `${path}.count`) };
  },
  compile(rule) {
    const reading = readEvent(rule);
    const test = compileComparison(rule.count ?? ONCE);
    return (item, _attributes, context) => test(reading(item, context));
  },
  explain(rule, item, context) {
    const from = propertiesKnownFrom(rule, item, context);
    const value = readEvent(rule)(item, context);
    return { value, ...(from !== undefined && { knownFrom: formatDay(from) }) };
  },
  describe({ event, where, within, count = ONCE }) {
    const { comparison, not } = saidComparison(count);
    const once = 'gte' in comparison && comparison.gte === 1;
    const operands = { name: event, where: saidWhere(where), within, comparison: once ? undefined : comparison };
    return [{ operands, not }];
  },
  timeDependence(rule, columns) {
    const { event, where, within, count = ONCE } = rule;
    if (within === undefined) return undefined;
    const test = compileComparison(count);
    if (where || event === PURCHASE) return windowTransition(eventColumns(rule), within, (sums) => test(sums.count));
    const days = columns(`event:${event}`, (item) => historyDays(eventsNamed(item, event)));
    return windowTransition(days, within, (sums) => test(sums.count));
  },
  fields: ({ event }) => (event === PURCHASE ? [FIELD.events, FIELD.orders] : [FIELD.events]),
};
