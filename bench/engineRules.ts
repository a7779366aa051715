import { parse } from '@marcbachmann/cel-js';
import jsonLogic from 'json-logic-js';
import { Query } from 'mingo';
import sift from 'sift';

/** A customer's attributes as plain JavaScript, which is what the other engines take. */
export interface PlainCustomer extends Readonly<Record<string, unknown>> {
  readonly country: string;
  readonly age: number;
  readonly plan: string;
  readonly vip: boolean;
  readonly points: number;
  readonly tags: readonly string[];
}

type Decide = (customer: PlainCustomer) => boolean;

const MONGO = {
  country: { $in: ['IR', 'UA', 'DE', 'PL'] },
  age: { $gte: 25, $lte: 60 },
  plan: { $ne: 'free' },
  $or: [{ vip: true }, { points: { $gte: 300 } }],
  tags: { $in: ['books', 'music'] },
};

const LOGIC: jsonLogic.RulesLogic = {
  and: [
    { in: [{ var: 'country' }, ['IR', 'UA', 'DE', 'PL']] },
    { '<=': [25, { var: 'age' }, 60] },
    { '!==': [{ var: 'plan' }, 'free'] },
    { or: [{ '===': [{ var: 'vip' }, true] }, { '>=': [{ var: 'points' }, 300] }] },
    { some: [{ var: 'tags' }, { in: [{ var: '' }, ['books', 'music']] }] },
  ],
};

const CEL =
  'country in ["IR", "UA", "DE", "PL"] && age >= 25.0 && age <= 60.0 && plan != "free" && ' +
  '(vip || points >= 300.0) && tags.exists(tag, tag in ["books", "music"])';

/** The rule of SIX_CLAUSES for each engine, prepared as far as the engine can prepare one. */
export function engineRules(): Readonly<Record<'sift' | 'mingo' | 'json-logic-js' | 'cel-js', Decide>> {
  const mongo = sift.default(MONGO);
  const query = new Query(MONGO);
  const cel = parse(CEL);
  return {
    sift: (customer) => mongo(customer),
    mingo: (customer) => query.test(customer),
    'json-logic-js': (customer) => jsonLogic.apply(LOGIC, customer) === true,
    'cel-js': (customer) => cel(customer) === true,
  };
}

/** The same by hand. */
export function byHandPlain({ country, age, plan, vip, points, tags }: PlainCustomer): boolean {
  if (country !== 'IR' && country !== 'UA' && country !== 'DE' && country !== 'PL') return false;
  if (age < 25 || age > 60 || plan === 'free') return false;
  return (vip || points >= 300) && tags.some((tag) => tag === 'books' || tag === 'music');
}
