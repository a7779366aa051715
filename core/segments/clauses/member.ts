import { issue } from '../parsing/issue.ts';
import { onlyFields } from '../parsing/fields.ts';
import type { Clause } from '../clause.ts';

/** Whether the rule of another segment holds, evaluated now. */
export interface MemberRule {
  readonly member: string;
}

export const memberClause: Clause<'member', MemberRule, { readonly name: string }> = {
  key: 'member',
  parse(fields, path) {
    onlyFields(fields, path, ['member']);
    const member = fields.get('member');
    if (typeof member !== 'string' || member === '') issue(`${path}.member`, 'must be the id of a segment');
    return { member };
  },
  compile: ({ member }, segments) => segments.segment(member),
  explain: (_rule, _item, _context, holds) => ({ value: holds }),
  describe: ({ member }, names) => [{ operands: { name: names.segment(member) }, not: false }],
  // What the other segment's rule reads and depends on is asked of its clauses.
  fields: () => [],
  segment: ({ member }) => member,
};
