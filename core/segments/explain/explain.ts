import type { StoredCustomer } from '../../customers/storedItem.ts';
import type { Explained } from '../clause.ts';
import { askClause } from '../clauses/table.ts';
import { compileRule } from '../compile/compile.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import { clausesOf } from '../rule/clausesOf.ts';
import type { Rule, RuleLookup } from '../rule/rule.ts';

/** One clause of a rule and how it went for a customer. */
export interface ExplainedClause extends Explained {
  readonly path: string;
  readonly rule: Rule;
  readonly holds: boolean;
}

/** Every clause of a rule, whether or not it decided; groups are left out, their clauses say it all. */
export function explainRule(
  rule: Rule,
  item: StoredCustomer,
  context: EvaluationContext,
  lookup: RuleLookup,
  path = 'rule',
): readonly ExplainedClause[] {
  return clausesOf(rule, path).map((placed) => {
    const holds = compileRule(placed.clause, lookup)(item, context);
    const explained = askClause(placed.clause, (clause, own) => clause.explain(own, item, context, holds));
    return { path: placed.path, rule: placed.clause, holds, ...explained };
  });
}
