import { middleOf } from '../../statistics/sketchBins.ts';
import { rfmLabelOf } from '../../population/rfmLabels.ts';
import { percentileLimit } from '../compile/compilePercentile.ts';
import { readPredicted } from '../compile/compilePredicted.ts';
import { readRfm } from '../compile/compileRfm.ts';
import { readMetric } from '../compile/compileMetric.ts';
import type { EvaluationContext, Values } from '../compile/evaluation.ts';
import type { PercentileRule, QuantityRule } from '../rule/quantityRules.ts';
import { storedOrders } from '../compile/storedOrders.ts';

/**
 * Why a clause has nothing to judge by: no order in the workspace's currency, nothing fitted yet, not fitted for this
 * window (the rule is younger than the last refresh), or refused for too little data.
 */
export type MissingReason = 'noOrder' | 'notFitted' | 'windowNotFitted' | 'refused';

export interface ExplainedQuantity {
  readonly value: unknown;
  readonly reason?: MissingReason;
  /** What a customer in a percentile has more (at the bottom: less) than, to half a per cent. */
  readonly limit?: number;
}

/** What a clause about global quantities looked at. */
export function explainQuantity(rule: QuantityRule, item: Values, context: EvaluationContext): ExplainedQuantity {
  const { quantities, currency } = context;
  const nothing = (reason: MissingReason) => ({ value: null, reason });
  if (!storedOrders(item, currency)) return nothing('noOrder');
  if (!quantities) return nothing('notFitted');
  if ('rfm' in rule) {
    const scores = readRfm(item, context);
    return scores ? { value: { ...scores, label: rfmLabelOf(scores) } } : nothing('notFitted');
  }
  if ('percentile' in rule) return explainPercentile(rule, item, context);
  const value = readPredicted(rule.predicted)(item, context);
  if (!Number.isNaN(value)) return { value };
  const { prediction } = quantities;
  const isRefused = !prediction.ok || (rule.predicted === 'clv' && !prediction.model.spend);
  return nothing(isRefused ? 'refused' : 'noOrder');
}

function explainPercentile(rule: PercentileRule, item: Values, context: EvaluationContext): ExplainedQuantity {
  const value = readMetric(rule.percentile, rule.within)(item, context);
  const shown = Number.isNaN(value) ? null : value;
  const limit = percentileLimit(rule, context.quantities);
  if (limit === undefined) return { value: shown, reason: 'windowNotFitted' };
  return { value: shown, ...(Number.isFinite(limit) && { limit: middleOf(limit) }) };
}
