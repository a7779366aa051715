import type { EvaluationContext } from '../evaluation/context.ts';
import type { Values } from '../../customers/storedValues.ts';

/**
 * The next day on which time alone could make a clause say something else; undefined: never. A transition on the day
 * `before` or later need not be found: another clause comes first.
 */
export type NextTransition = (item: Values, context: EvaluationContext, before?: number) => number | undefined;
