import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { rfmLabelOf } from '../../../core/population/rfmLabels.ts';
import { KEPT_FITS } from '../../../adapters/stores/population.ts';
import { MOST_WINDOWS } from '../../../core/segments/rule/summaryReadings.ts';

const PAGE = readFileSync('docs/segments.md', 'utf8');

describe('the documentation of quantities', () => {
  it('has the table of RFM groups as it is', () => {
    const rows = [...PAGE.matchAll(/^\| ([1-5]) \| (`\w+`(?: \| `\w+`){4}) \|$/gm)].map(([, recency, cells = '']) => ({
      recency: Number(recency),
      labels: cells.split(' | ').map((cell) => cell.slice(1, -1)),
    }));
    const worth = [1, 2, 3, 4, 5];
    expect(rows).toEqual(
      worth.toReversed().map((recency) => ({
        recency,
        labels: worth.map((score) => rfmLabelOf({ recency, frequency: score, monetary: score })),
      })),
    );
  });

  it('names the limits as they are', () => {
    const page = readFileSync('docs/prediction.md', 'utf8');
    expect(page).toContain(`(${MOST_WINDOWS} windows at most)`);
    expect(page).toContain(`The last ${KEPT_FITS} are kept.`);
  });
});

describe('functions that answer somebody', () => {
  it.each(['functions/api/lambda.ts', 'functions/webhooks/lambda.ts', 'functions/links/lambda.ts'])(
    '%s predicts, and does not carry what fits',
    async (entry) => {
      const { metafile } = await build({
        entryPoints: [entry],
        bundle: true,
        write: false,
        metafile: true,
        platform: 'node',
        format: 'esm',
        outdir: 'nowhere',
        logLevel: 'silent',
      });
      const files = Object.keys(metafile.inputs);
      expect(files).toContain('core/prediction/predict.ts');
      expect(files.filter((file) => /nelderMead|Fit\.ts|fitModels|sketches-js|cellTable/.test(file))).toEqual([]);
    },
  );
});
