import { z } from '@hono/zod-openapi';
import type { Preview } from '../../segments/previewSegment.ts';
import { sentences, sentenceShape, type Wording } from './segmentView.ts';

export const previewShape = z.object({
  matched: z.int(),
  scanned: z.int(),
  sample: z.array(z.string()),
  waterfall: z.array(
    z.object({ path: z.string(), rule: z.unknown(), sentence: sentenceShape, matched: z.int(), remaining: z.int() }),
  ),
});

/** A preview with every part of the rule in words. */
export function previewView(preview: Preview, wording: Wording): z.infer<typeof previewShape> {
  const waterfall = preview.waterfall.map((step) => ({ ...step, sentence: sentences(step.rule, wording) }));
  return { ...preview, waterfall };
}
