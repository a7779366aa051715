import { issue } from '../parsing/issue.ts';
import { onlyFields } from '../parsing/fields.ts';
import { plainOf } from '../../customers/storedValues.ts';
import type { Clause } from '../clause.ts';

/** Whether the customer agreed to be written to. */
export interface ConsentRule {
  readonly consent: 'email';
}

export const consentClause: Clause<'consent', ConsentRule, ConsentRule> = {
  key: 'consent',
  parse(fields, path) {
    onlyFields(fields, path, ['consent']);
    if (fields.get('consent') !== 'email') issue(`${path}.consent`, 'must be "email"');
    return { consent: 'email' };
  },
  compile: () => (item) => item['ct']?.M?.['email']?.M?.['g']?.BOOL === true,
  explain(_rule, item) {
    const given = item['ct']?.M?.['email']?.M;
    if (!given) return { value: null };
    return { value: { granted: plainOf(given['g']), at: plainOf(given['at']), source: plainOf(given['by']) } };
  },
  describe: (rule) => [{ operands: rule, not: false }],
  fields: () => ['ct'],
};
