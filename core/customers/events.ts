import { dayOf } from '../shared/days.ts';
import { ValidationError } from '../shared/errors.ts';
import type { Customer, Engagement, EventAggregate, CombinationHistory } from './customer.ts';
import { addToDay } from './dayBuckets.ts';
import { addCombinations, dayBehind, combinationOf } from './propertyCombinations.ts';
import { nameProblem } from './names.ts';

/** A stored item has to end somewhere; what differs per occurrence belongs into properties, not into the name. */
const MAX_EVENT_NAMES = 100;

/**
 * Names of a customer's events whose combinations are kept: the first by alphabet, for that does not depend on who came
 * when.
 */
export const MAX_NAMES_WITH_COMBINATIONS = 20;

export interface Occurrence {
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

/** Counts a named event on its day in `timeZone`, and under its properties. In any order the result is the same. */
export function applyEvent(customer: Customer, { name, at, properties = {} }: Occurrence, timeZone: string): Customer {
  const known = Object.hasOwn(customer.events, name) ? customer.events[name] : undefined;
  const problem = known ? undefined : newNameProblem(customer, name);
  if (problem) throw new ValidationError([{ path: 'name', reason: problem }]);
  const day = dayOf(at, timeZone);
  const combination = combinationOf(properties);
  const next: EventAggregate = {
    ...known,
    ...(combination !== undefined && combinationsAfter(known, day, combination)),
    count: (known?.count ?? 0) + 1,
    firstAt: Math.min(known?.firstAt ?? at, at),
    lastAt: Math.max(known?.lastAt ?? at, at),
    days: addToDay(known?.days ?? '', day, { count: 1 }),
  };
  return { ...customer, events: limited({ ...customer.events, [name]: next }) };
}

function combinationsAfter(known: EventAggregate | undefined, day: number, combination: string): CombinationHistory {
  // Only an event that lost its combinations to others has a first day and no combinations: it stays without.
  const lost = known?.combinations === undefined ? known?.combinationsFrom : undefined;
  return lost === undefined
    ? addCombinations(known ?? {}, day, [combination])
    : { combinationsFrom: Math.max(lost, day + 1) };
}

function limited(events: Customer['events']): Customer['events'] {
  const names = Object.keys(events).filter((name) => events[name]?.combinations !== undefined);
  const lost = names.sort()[MAX_NAMES_WITH_COMBINATIONS] ?? '';
  const event = events[lost];
  if (names.length <= MAX_NAMES_WITH_COMBINATIONS || !event) return events;
  const { count, firstAt, lastAt, days } = event;
  return { ...events, [lost]: { count, firstAt, lastAt, days, combinationsFrom: dayBehind(event) } };
}

function newNameProblem(customer: Customer, name: string): string | undefined {
  if (Object.keys(customer.events).length >= MAX_EVENT_NAMES) {
    return `is more than the ${MAX_EVENT_NAMES} different events a customer may have`;
  }
  return nameProblem(name);
}

const counted =
  (kind: keyof Engagement) =>
  (customer: Customer, at: number, timeZone: string): Customer => ({
    ...customer,
    engagement: {
      ...customer.engagement,
      [kind]: addToDay(customer.engagement[kind], dayOf(at, timeZone), { count: 1 }),
    },
  });

/** Counts an open by a person; machine opens are left out by the caller. */
export const applyOpen = counted('opens');

/** Counts a click by a person. */
export const applyClick = counted('clicks');
