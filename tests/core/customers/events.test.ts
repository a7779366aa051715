import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCustomer } from '../../../core/customers/customer.ts';
import { applyClick, applyEvent, applyOpen, type Occurrence } from '../../../core/customers/events.ts';
import { dayOf } from '../../../core/shared/days.ts';
import { occurrence } from './arbitraries.ts';

const customer = newCustomer('c1', 1);
const at = Date.parse('2026-05-01T23:30:00Z');

describe('events of a customer', () => {
  it('are the same in whatever order they arrive', () => {
    const events = fc.array(occurrence, { maxLength: 30 });
    const all = (list: readonly Occurrence[]) =>
      list.reduce((next, event) => applyEvent(next, event, 'Europe/Kyiv'), customer);
    fc.assert(
      fc.property(events, (list) => {
        expect(all(list)).toEqual(all(list.toReversed()));
      }),
    );
  });

  it('are counted on the day of the workspace', () => {
    const next = applyEvent(customer, { name: 'visit', at }, 'Europe/Kyiv');
    expect(next.events['visit']).toEqual({ count: 1, firstAt: at, lastAt: at, days: `${dayOf(at, 'Europe/Kyiv')},1` });
    expect(dayOf(at, 'Europe/Kyiv')).toBe(dayOf(at, 'UTC') + 1);
  });

  it('are refused where the name is reserved or there are too many names', () => {
    for (const name of ['', 'constructor', '__proto__', 'a\nb', 'x'.repeat(65)]) {
      expect(() => applyEvent(customer, { name, at }, 'UTC')).toThrow(
        expect.objectContaining({ name: 'ValidationError' }),
      );
    }
    const names = Array.from({ length: 100 }, (_, index) => `event ${index}`);
    const full = names.reduce((next, name) => applyEvent(next, { name, at }, 'UTC'), customer);
    expect(() => applyEvent(full, { name: 'one more', at }, 'UTC')).toThrow(/100 different events/);
    expect(applyEvent(full, { name: 'event 1', at }, 'UTC').events['event 1']?.count).toBe(2);
  });

  it('keep opens and clicks apart', () => {
    const day = dayOf(at, 'UTC');
    const next = applyClick(applyOpen(applyOpen(customer, at, 'UTC'), at, 'UTC'), at, 'UTC');
    expect(next.engagement).toEqual({ opens: `${day},2`, clicks: `${day},1` });
  });
});
