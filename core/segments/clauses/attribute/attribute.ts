import { attributeField, FIELD, storedAttributes } from '../../../customers/storedCustomer.ts';
import type { Value, Values } from '../../../customers/storedValues.ts';
import { plainOf } from '../../../customers/storedValues.ts';
import { nameAt, onlyFields, onlyOperator } from '../../parsing/fields.ts';
import type { Clause } from '../../clause.ts';
import type { AttributeTest, SaidTest } from './attributeTest.ts';
import { compileTest } from './compileTest.ts';
import { dateTransition } from './dateTransition.ts';
import { OPERATORS, parseTest } from './parseTest.ts';

/** `language`, `timeZone` and `email` read the profile where no attribute of that name is stored. */
export type AttributeRule = { readonly attribute: string } & AttributeTest;

interface Operands {
  readonly attribute: string;
  readonly test: SaidTest;
}

/**
 * A clause about an attribute. Where it is missing or of another type: `ne` and `notIn` hold, everything else (but
 * `exists: false`) does not.
 */
export const attributeClause: Clause<'attribute', AttributeRule, Operands> = {
  key: 'attribute',
  parse(fields, path) {
    const operator = onlyOperator(fields, path, OPERATORS);
    onlyFields(fields, path, ['attribute', operator, ...(operator === 'anniversaryWithin' ? ['calendar'] : [])]);
    const attribute = nameAt(fields.get('attribute'), `${path}.attribute`);
    return { attribute, ...parseTest(operator, fields, path) };
  },
  compile(rule) {
    const name = rule.attribute;
    const own = compileTest(name, rule);
    const field = PROFILE_FIELDS.get(name);
    if (field === undefined) return own;
    const profile = compileTest(field, rule);
    return (item, attributes, context) =>
      attributes[name] === undefined ? profile(item, item, context) : own(item, attributes, context);
  },
  explain: (rule, item) => ({ value: plainOf(attributeValueOf(rule.attribute, item)) }),
  describe(rule) {
    const { attribute } = rule;
    if ('ne' in rule) return [{ operands: { attribute, test: { eq: rule.ne } }, not: true }];
    if ('notIn' in rule) return [{ operands: { attribute, test: { in: rule.notIn } }, not: true }];
    if ('exists' in rule) return [{ operands: { attribute, test: { exists: true } }, not: !rule.exists }];
    return [{ operands: { attribute, test: rule }, not: false }];
  },
  timeDependence: (rule) => dateTransition(rule, (item) => attributeValueOf(rule.attribute, item)),
  fields({ attribute }) {
    const profile = PROFILE_FIELDS.get(attribute);
    return [attributeField(attribute), ...(profile === undefined ? [] : [profile])];
  },
};

/** Profile fields that are read where no attribute of the name is stored. */
const PROFILE_FIELDS = new Map<string, string>([
  ['language', FIELD.language],
  ['timeZone', FIELD.timeZone],
  ['email', FIELD.email],
]);

/** The value a clause about an attribute looks at. */
function attributeValueOf(name: string, item: Values): Value | undefined {
  const field = PROFILE_FIELDS.get(name);
  return storedAttributes(item)[name] ?? (field === undefined ? undefined : item[field]);
}
