import type { EvaluationContext } from '../evaluation/context.ts';
import type { Values } from '../evaluation/values.ts';

/**
 * When a clause could next say something else. A turn on the day `before` or later need not be found: another clause
 * comes first.
 */
export type Turn = (item: Values, context: EvaluationContext, before?: number) => number | undefined;
