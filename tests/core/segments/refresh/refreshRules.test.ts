import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../core/customers/codec.ts';
import { compileSegments } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { compileRefresh } from '../../../../core/segments/refresh/refreshRules.ts';
import { DAY_MS, startOfDay } from '../../../../core/shared/days.ts';
import { customerIn, TODAY, ZONES } from '../../customers/arbitraries.ts';
import { rule, SEGMENTS } from '../ruleArbitraries.ts';

const onDay = (day: number, timeZone: string) => contextAt(startOfDay(day, timeZone) + DAY_MS / 2, timeZone, 'USD');
const zoned = fc
  .constantFrom(...ZONES)
  .chain((zone) => fc.record({ zone: fc.constant(zone), customer: customerIn(zone) }));

describe('the rules of a refresh', () => {
  it('name, on any later day, every segment that has changed since the one before a customer was due', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 6 }),
        zoned,
        fc.integer({ min: 0, max: 40 }),
        (...given) => {
          const [rules, { zone, customer }, later] = given;
          const item = encodeCustomer(customer);
          const segments = [...SEGMENTS, ...rules.map((each, index) => ({ id: `seg_${index}`, rule: each }))];
          const compiled = compileRefresh(segments, () => false);
          const all = compileSegments(segments);
          const matches = [...all.evaluate(item, onDay(TODAY, zone))];
          const due = compiled.due(item, onDay(TODAY, zone));
          const now = onDay(TODAY + later, zone);
          if (due !== undefined && due <= now.today) {
            for (const index of compiled.changedByTime(item, due, now))
              matches[index] = compiled.holds(index, item, now);
          }
          expect(matches).toEqual(all.evaluate(item, now));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('leave the externally dependent ones out of what time changes, and so those that refer to them', () => {
    const event = { event: 'visit', within: '2d' } as const;
    const segments = [
      { id: 'seg_moving', rule: event },
      { id: 'seg_member', rule: { member: 'seg_moving' } },
      { id: 'seg_still', rule: { consent: 'email' } as const },
    ];
    const compiled = compileRefresh(segments, (each) => 'event' in each || 'member' in each);
    expect(compiled.externallyDependent).toEqual([0, 1]);
    const item = encodeCustomer({
      ...fc.sample(customerIn('UTC'), 1)[0]!,
      events: { visit: { count: 1, firstAt: 0, lastAt: 0, days: `${TODAY},1` } },
    });
    expect(compiled.due(item, onDay(TODAY, 'UTC'))).toBeUndefined();
    expect(compileRefresh(segments, () => false).due(item, onDay(TODAY, 'UTC'))).toBe(TODAY + 2);
  });
});
