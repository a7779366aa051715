import type { ClauseRule } from '../clauses/table.ts';

/** Rules put together; `{all: []}` is everybody. */
type Combination = { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] } | { readonly not: Rule };

/** A rule as parseRule has read it: clauses, put together in any way. */
export type Rule = Combination | ClauseRule;

/** Finds the rule of a segment by its id. */
export type RuleLookup = (segmentId: string) => Rule | undefined;
