import { describe, expect, it } from 'vitest';
import { encodeCustomer } from '../../../../../core/customers/codec.ts';
import { newCustomer } from '../../../../../core/customers/customer.ts';
import { compileRule } from '../../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../../core/segments/evaluation/context.ts';
import { parseRule } from '../../../../../core/segments/rule/parseRule.ts';

// Noon in Tehran on 28 February 2026.
const context = contextAt(Date.parse('2026-02-28T08:30:00Z'), 'Asia/Tehran', 'USD');

function matches(value: string, test: object): boolean {
  const rule = parseRule({ attribute: 'date', ...test });
  return compileRule(rule, () => undefined)(
    encodeCustomer({ ...newCustomer('c1', 1), attributes: { date: value } }),
    context,
  );
}

describe('a date', () => {
  it.each([
    [{ before: 'today' }, '2026-02-27', '2026-02-28'],
    [{ after: 'today' }, '2026-03-01', '2026-02-28'],
    [{ before: '-30d' }, '2026-01-28', '2026-01-29'],
    [{ after: '+1m' }, '2026-03-29', '2026-03-28'],
    [{ between: ['2026-01-01', 'today'] }, '2026-02-28', '2026-03-01'],
    [{ between: ['2026-01-01', 'today'] }, '2026-01-01', '2025-12-31'],
    [{ withinLast: '1d' }, '2026-02-28', '2026-02-27'],
    [{ withinLast: '30d' }, '2026-01-30', '2026-01-29'],
    [{ withinLast: '30d' }, '2026-02-28', '2026-03-01'],
    [{ withinLast: '1m' }, '2026-01-29', '2026-01-28'],
    [{ withinNext: '7d' }, '2026-03-06', '2026-03-07'],
    [{ withinNext: '7d' }, '2026-02-28', '2026-02-27'],
    [{ anniversaryWithin: '7d' }, '1990-03-06', '1990-03-07'],
    [{ anniversaryWithin: '1d' }, '1992-02-29', '1992-03-01'],
    [{ anniversaryWithin: '1d' }, '2025-02-28', '2026-02-28'],
    [{ anniversaryWithin: '1y' }, '1990-02-27', 'never'],
    [{ anniversaryWithin: '21d', calendar: 'persian' }, '2025-03-20', '1990-03-21'],
    [{ before: '2026-02-28T00:00:00Z' }, '2026-02-27T23:59:59Z', '2026-02-28T00:00:00Z'],
    [{ after: '2026-02-28T10:00' }, '2026-02-28T06:31:00Z', '2026-02-28T06:30:00Z'],
    [{ before: 'today' }, '2026-02-27T20:29:59Z', '2026-02-27T20:30:00Z'],
    [{ before: '2026-02-28T00:00:00+03:30' }, '2026-02-27', '2026-02-28'],
  ])('%j holds for %s and not for %s', (test, inside, outside) => {
    expect(matches(inside, test)).toBe(true);
    expect(matches(outside, test)).toBe(false);
  });

  it.each(['', 'soon', '2026-02-30', '2026-13-01', '2026-02-28x', '26-02-28', '2026-02-28T25:00:00Z', '20260228'])(
    'is not %j: no comparison holds',
    (text) => {
      for (const test of [
        { before: '+1y' },
        { after: '-1y' },
        { between: ['-1y', '+1y'] },
        { withinLast: '1y' },
        { withinNext: '1y' },
        { anniversaryWithin: '1y' },
      ]) {
        expect(matches(text, test)).toBe(false);
      }
    },
  );
});
