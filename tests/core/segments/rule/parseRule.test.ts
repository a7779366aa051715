import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../../core/segments/rule/parseRule.ts';
import { issueOf } from '../issueOf.ts';
import { rule } from '../ruleArbitraries.ts';

const nested = (levels: number): unknown => (levels === 1 ? { consent: 'email' } : { not: nested(levels - 1) });
const clauses = (count: number) => ({ all: Array.from({ length: count }, () => ({ consent: 'email' })) });

describe('a rule', () => {
  it('is read back from JSON as it was', () => {
    fc.assert(
      fc.property(rule, (each) => {
        const read = parseRule(JSON.parse(JSON.stringify(each)));
        expect(read).toEqual(JSON.parse(JSON.stringify(each)));
        expect(parseRule(read)).toEqual(read);
      }),
    );
  });

  it.each([
    ['rule', 5],
    ['rule', null],
    ['rule', []],
    ['rule', {}],
    ['rule.atribute', { atribute: 'a', eq: 1 }],
    ['rule.all', { all: {} }],
    ['rule.any', { any: [] }],
    ['rule.all[1]', { all: [{ consent: 'email' }, 'x'] }],
    ['rule.any', { all: [], any: [] }],
    ['rule.extra', { all: [], extra: 1 }],
    ['rule.not', { not: null }],
    ['rule.not.not.not.not.not.not.not.not', nested(9)],
    ['rule.all[100]', clauses(101)],
    ['rule.__proto__', JSON.parse('{"__proto__": {"consent": "email"}}')],
  ])('with an issue at %s is refused: %j', (path, input) => {
    const issue = issueOf(input);
    expect(issue?.path).toBe(path);
    expect(issue?.reason).not.toBe('');
  });

  it('may have 8 levels, 100 clauses, 400 days and everybody', () => {
    for (const input of [
      nested(8),
      clauses(100),
      { metric: 'orders', within: '400d', gte: 1 },
      { metric: 'orders', within: '13m', gte: 1 },
      { all: [] },
    ]) {
      expect(issueOf(input)).toBeUndefined();
    }
  });

  it('is read under the path of where it stands', () => {
    expect(() => parseRule({ consent: 1 }, 'segments[2].rule')).toThrow('segments[2].rule.consent');
  });

  it('never throws anything but a ValidationError, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const issue = issueOf(input);
        if (issue) expect(issue.path.startsWith('rule')).toBe(true);
      }),
    );
  });
});
