import { explainedValueSchema, type ExplanationResponse } from '../../../contract/explanation.ts';
import type { ExplainedClause } from '../../../core/segments/explain/explain.ts';
import { sentences, type Wording } from './segmentView.ts';

/** One clause of an explanation as the API shows it, with its sentence. */
export function explainedClauseView(clause: ExplainedClause, wording: Wording): ExplanationResponse['clauses'][number] {
  return {
    ...clause,
    value: explainedValueSchema.parse(clause.value),
    sentence: sentences(clause.rule, wording),
  };
}
