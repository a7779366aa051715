import { z } from '@hono/zod-openapi';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import type { Preview } from '../../../app/segments/previewSegment.ts';
import { sentences, sentenceShape, type Wording } from './segmentView.ts';

export const previewShape = z.object({
  matched: z.int(),
  scanned: z.int(),
  complete: z.boolean().meta({ description: 'False where time ended before all customers were read' }),
  sentence: sentenceShape,
  sample: z.array(z.string()),
  waterfall: z.array(
    z.object({ path: z.string(), rule: z.unknown(), sentence: sentenceShape, matched: z.int(), remaining: z.int() }),
  ),
});

/** A preview with the rule and every part of it in words. */
export function previewView(preview: Preview, rule: Rule, wording: Wording): z.infer<typeof previewShape> {
  const waterfall = preview.waterfall.map((step) => ({ ...step, sentence: sentences(step.rule, wording) }));
  return { ...preview, sentence: sentences(rule, wording), waterfall };
}
