import type { PreviewResponse } from '../../../contract/preview.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import type { Preview } from '../../../app/segments/previewSegment.ts';
import { sentences, type Wording } from './segmentView.ts';

/** A preview with the rule and every part of it in words. */
export function previewView(preview: Preview, rule: Rule, wording: Wording): PreviewResponse {
  const waterfall = preview.waterfall.map((step) => ({ ...step, sentence: sentences(step.rule, wording) }));
  return { ...preview, sentence: sentences(rule, wording), waterfall };
}
