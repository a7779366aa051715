import { DDSketch } from '@datadog/sketches-js';
import type { Distribution } from './distribution.ts';
import { ACCURACY, binOfKey, keyOfBin } from './sketchBins.ts';

/** Counts values by bins of 1 % width (DDSketch), in any order and any number of parts to the same result. */
export interface QuantileSketch {
  add(value: number): void;
  merge(part: Distribution): void;
  distribution(): Distribution;
}

type Store = DDSketch['store'];

/**
 * The only place that knows the library. Its own `merge` forgets negative values (2.1.1), so parts are merged bin by
 * bin; its protobuf form needs a package that it does not bring along, so state is kept as a Distribution.
 */
export function createQuantileSketch(): QuantileSketch {
  const sketch = new DDSketch({ relativeAccuracy: ACCURACY });
  return {
    add: (value) => {
      sketch.accept(value);
    },
    merge: ({ bins, counts }) => {
      bins.forEach((bin, index) => {
        const count = counts[index] ?? 0;
        if (bin === 0) sketch.zeroCount += count;
        else (bin > 0 ? sketch.store : sketch.negativeStore).add(keyOfBin(bin), count);
      });
    },
    distribution: () => {
      const cells = [
        ...cellsOf(sketch.negativeStore, -1).reverse(),
        ...(sketch.zeroCount > 0 ? [[0, sketch.zeroCount] as const] : []),
        ...cellsOf(sketch.store, 1),
      ];
      return {
        bins: cells.map(([bin]) => bin),
        counts: cells.map(([, count]) => count),
        total: cells.reduce((sum, [, count]) => sum + count, 0),
      };
    },
  };
}

function cellsOf({ bins, offset }: Store, sign: 1 | -1): (readonly [bin: number, count: number])[] {
  return bins.flatMap((count, index) => (count > 0 ? [[binOfKey(index + offset, sign), count] as const] : []));
}
