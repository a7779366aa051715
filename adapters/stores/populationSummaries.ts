import { z } from 'zod';
import type { SummaryParts } from '../../core/population/shopSummary.ts';
import { batchPut } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { decodeValue, encodeDocument, padded } from '../dynamo/documents.ts';
import { putItem } from '../dynamo/items.ts';
import { queryPages } from '../dynamo/query.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { SummaryStore } from '../../app/ports/stores/populationSummaries.ts';

const KEPT_MS = 7 * 86_400_000;
const HEAD = '~';

/** A piece is one item: the two tables of the models stay below 360 KB together, a distribution below 50 KB. */
const pieceSchema = z.object({ name: z.string(), cells: z.string() });
const headSchema = z.object({
  shard: z.number(),
  stretch: z.number(),
  done: z.boolean(),
  customers: z.number(),
  names: z.array(z.string()),
});

export function createSummaryStore(database: Database): SummaryStore {
  const partitionOf = (runId: string) => `summary#${runId}`;
  return {
    async saveSummary(runId, { shard, slice, done }, { customers, models, distributions }) {
      const expiresAt = database.clock() + KEPT_MS;
      const prefix = `${padded(shard, 3)}#${padded(slice, 4)}#`;
      const named = [
        ...(['activity', 'spend'] as const).map((name) => [`m#${name}`, models[name]] as const),
        ...Object.entries(distributions).map(([name, cells]) => [`d#${name}`, cells] as const),
      ];
      const encode = (name: string, document: object) =>
        encodeDocument({ pk: partitionOf(runId), sk: prefix + name }, document, { expiresAt });
      await batchPut(
        database,
        'control',
        named.map(([name, cells]) => encode(name, { name, cells })),
      );
      // Last, and last in order: where it is missing, the slice is not there.
      const names = named.map(([name]) => name);
      await putItem(database, 'control', encode(HEAD, { shard, stretch: slice, done, customers, names }));
    },
    async *summaries(runId) {
      let pieces = new Map<string, string>();
      let prefix = '';
      const pages = queryPages(database, {
        table: 'control',
        partition: { name: 'pk', value: partitionOf(runId) },
        consistent: true,
      });
      for await (const page of pages) {
        for (const item of page) {
          const [own, name] = splitKey(item);
          if (own !== prefix) pieces = new Map();
          prefix = own;
          if (name !== HEAD) {
            const piece = decodeValue(item, pieceSchema);
            pieces.set(piece.name, piece.cells);
            continue;
          }
          const { names, customers, stretch: slice, ...rest } = decodeValue(item, headSchema);
          yield { ...rest, slice, parts: partsOf(customers, names, pieces) };
        }
      }
    },
  };
}

function splitKey(item: StoredItem): readonly [prefix: string, name: string] {
  const sk = item['sk'];
  const text = sk !== undefined && 'S' in sk ? sk.S : '';
  return [text.slice(0, 9), text.slice(9)];
}

function partsOf(customers: number, names: readonly string[], pieces: ReadonlyMap<string, string>): SummaryParts {
  const kept = names.flatMap((name) => {
    const cells = pieces.get(name);
    return name.startsWith('d#') && cells !== undefined ? [[name.slice(2), cells] as const] : [];
  });
  return {
    customers,
    models: { activity: pieces.get('m#activity') ?? '', spend: pieces.get('m#spend') ?? '' },
    distributions: Object.fromEntries(kept),
  };
}
