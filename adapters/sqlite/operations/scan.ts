import type { JsonObject } from '../../dynamo/json.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { readPage, startKey } from '../page.ts';
import { invalid } from '../refuse.ts';
import { textIn } from '../request.ts';
import type { Tables } from '../tables.ts';
import { answerPage, startIn } from './query.ts';

/** In parts, the first has everything: one connection reads no faster in several places at once. */
export function scan(tables: Tables, input: JsonObject): JsonObject {
  const { items } = tables(textIn(input, 'TableName'));
  const { Segment: segment = 0, TotalSegments: total = 1 } = input;
  if (typeof segment !== 'number' || typeof total !== 'number' || segment < 0 || segment >= total) {
    throw invalid('The Segment parameter is zero-based and must be less than parameter TotalSegments');
  }
  const start = startKey(startIn(input), items.layout);
  return answerPage(input, new Placeholders(input), (limit) =>
    segment > 0
      ? { items: [], size: 0 }
      : readPage(items, { conditions: [], newestFirst: false, fixed: 0, start }, limit),
  );
}
