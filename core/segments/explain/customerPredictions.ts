import { predict, type Prediction } from '../../prediction/predict.ts';
import { rfmLabelOf, type RfmLabel, type RfmScores } from '../../population/rfmLabels.ts';
import type { MissingReason } from '../clause.ts';
import { readRfm } from '../clauses/rfm.ts';
import type { EvaluationContext } from '../evaluation/context.ts';
import { storedHistory, storedOrders } from '../../prediction/storedOrders.ts';
import type { Values } from '../../customers/storedValues.ts';

interface RfmOfCustomer extends RfmScores {
  readonly label: RfmLabel;
}

interface Placed {
  readonly rfm?: RfmOfCustomer;
  /** When what it is evaluated by was fitted (epoch ms). */
  readonly fittedAt?: number;
}

/** What the models say of one customer, or why they say nothing. Scores may be known where predictions are refused. */
export type CustomerPredictions =
  | (Prediction & Placed & { readonly horizonWeeks: number })
  | (Placed & { readonly code: Exclude<MissingReason, 'windowNotFitted'>; readonly reason: string });

/** As of today, by what was fitted last. */
export function predictionsOf(item: Values, context: EvaluationContext): CustomerPredictions {
  const { population, currency } = context;
  if (!population) {
    return { code: 'notFitted', reason: 'Nothing is fitted yet. The next refresh of the segments does it.' };
  }
  const { fittedAt, prediction } = population;
  const history = storedOrders(item, currency) && storedHistory(item, context);
  if (!history) return { code: 'noOrder', reason: `No order in ${currency} yet.`, fittedAt };
  const scores = readRfm(item, context);
  const placed = { fittedAt, ...(scores && { rfm: { ...scores, label: rfmLabelOf(scores) } }) };
  if (!prediction.ok) return { code: 'refused', reason: prediction.reason, ...placed };
  const { model, horizon } = prediction;
  return { ...predict(model, history, horizon), horizonWeeks: horizon.weeks, ...placed };
}
