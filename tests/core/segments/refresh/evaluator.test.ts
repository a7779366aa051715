import { expect, it } from 'vitest';
import { NOW, sampleItem, TWENTY } from '../../../../bench/ruleSamples.ts';
import { compileSegments } from '../../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../../core/segments/evaluation/context.ts';
import { EVALUATOR } from '../../../../core/segments/refresh/rulesetFingerprint.ts';
import { DAY_MS } from '../../../../core/shared/days.ts';
import { unitHash } from '../../../../core/shared/hash.ts';

// Refreshes rely on what earlier releases found. Where this fails because a rule means something else now, count
// EVALUATOR up, so that everybody is evaluated anew, and write down the new fingerprint.
it('a rule is evaluated as the release before did, or EVALUATOR says that it is not', () => {
  const { evaluate } = compileSegments(TWENTY);
  const found = [0, 1, 22, 366].flatMap((days) =>
    Array.from({ length: 200 }, (_, n) =>
      evaluate(sampleItem(n), contextAt(NOW + days * DAY_MS, 'Asia/Tehran', 'USD'))
        .map(Number)
        .join(''),
    ),
  );
  expect({ evaluator: EVALUATOR, fingerprint: unitHash('evaluator', found.join()).toString(36).slice(2, 10) }).toEqual({
    evaluator: 1,
    fingerprint: 'k1x73v8i',
  });
});
