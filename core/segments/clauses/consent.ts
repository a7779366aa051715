import { emailConsent, FIELD, wantsEmail } from '../../customers/storedCustomer.ts';
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
  compile: () => wantsEmail,
  explain(_rule, item) {
    const given = emailConsent(item);
    if (!given) return { value: null };
    return { value: { granted: plainOf(given.granted), at: plainOf(given.at), source: plainOf(given.source) } };
  },
  describe: (rule) => [{ operands: rule, not: false }],
  fields: () => [FIELD.consent],
};
