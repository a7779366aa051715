import type { EvaluationContext } from './context.ts';
import type { Value, Values } from '../../customers/storedValues.ts';

/** A compiled rule inside: the attributes are looked up once for all clauses. */
export type Test = (item: Values, attributes: Values, context: EvaluationContext) => boolean;

/** A test of one attribute's value. */
export type ValueTest = (value: Value | undefined, context: EvaluationContext) => boolean;

/** A number of a customer, NaN where there is none: NaN passes `ne` only, as a missing attribute does. */
export type Reading = (item: Values, context: EvaluationContext) => number;
