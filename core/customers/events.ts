import { dayOf } from '../shared/days.ts';
import { ValidationError } from '../shared/errors.ts';
import type { Customer, Engagement, EventAggregate } from './customer.ts';
import { addToDay } from './dayBuckets.ts';
import { nameProblem } from './names.ts';

/** A stored item has to end somewhere; what differs per occurrence belongs into properties, not into the name. */
export const MAX_EVENT_NAMES = 100;

/** Counts a named event on its day in `timeZone`. `at` in epoch ms. */
export function applyEvent(
  customer: Customer,
  { name, at }: { readonly name: string; readonly at: number },
  timeZone: string,
): Customer {
  const known = Object.hasOwn(customer.events, name) ? customer.events[name] : undefined;
  const problem = known ? undefined : newNameProblem(customer, name);
  if (problem) throw new ValidationError([{ path: 'name', reason: problem }]);
  const next: EventAggregate = {
    count: (known?.count ?? 0) + 1,
    firstAt: Math.min(known?.firstAt ?? at, at),
    lastAt: Math.max(known?.lastAt ?? at, at),
    days: addToDay(known?.days ?? '', dayOf(at, timeZone), { count: 1 }),
  };
  return { ...customer, events: { ...customer.events, [name]: next } };
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

/** Counts a message sent to the customer. */
export const applySend = counted('sends');

/** Counts an open by a person; machine opens are left out by the caller. */
export const applyOpen = counted('opens');

/** Counts a click by a person. */
export const applyClick = counted('clicks');
