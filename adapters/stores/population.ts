import { z } from 'zod';
import { decodeDistribution, encodeDistribution } from '../../core/statistics/distribution.ts';
import { fittedModelsSchema, populationStatisticsOf, type FittedModels } from '../../core/population/fittedModels.ts';
import type { PopulationStatistics } from '../../core/population/populationStatistics.ts';
import { batchDelete, batchPut } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument, padded } from '../dynamo/documents.ts';
import { getItem, putItem } from '../dynamo/items.ts';
import { queryAll, queryPage } from '../dynamo/query.ts';
import { createSummaryStore } from './populationSummaries.ts';
import type { FitFailure, PopulationStore } from '../../app/ports/stores/population.ts';

export const KEPT_FITS = 60;
const FRESH_MS = 5_000;

const PARTITION = 'quantities';
const FAILURE = { pk: 'quantities#failure', sk: 'failure' };
const keyOf = (fittedAt: number) => ({ pk: PARTITION, sk: padded(fittedAt, 15) });
const partitionOf = (fittedAt: number) => `${PARTITION}#${padded(fittedAt, 15)}`;

const distributionSchema = z.object({ key: z.string(), cells: z.string() });
const failureSchema: z.ZodType<FitFailure> = z.object({ runId: z.string(), at: z.number(), reason: z.string() });

/** A fit is one item; its distributions lie beside it, an item each, and are there before it is. */
export function createPopulationStore(database: Database): PopulationStore {
  let cached: { readonly at: number; readonly population: Promise<PopulationStatistics | undefined> } | undefined;
  let loaded: { readonly storedAt: number; readonly population: PopulationStatistics } | undefined;

  const heads = (limit: number) =>
    queryPage(database, {
      table: 'control',
      partition: { name: 'pk', value: PARTITION },
      newestFirst: true,
      consistent: true,
      limit,
    }).then(({ items }) => items.map((item) => decodeValue(item, fittedModelsSchema)));

  const distributionItems = (fittedAt: number) =>
    queryAll(database, {
      table: 'control',
      partition: { name: 'pk', value: partitionOf(fittedAt) },
      consistent: true,
    });

  async function load(fitted: FittedModels | undefined): Promise<PopulationStatistics | undefined> {
    if (!fitted) return undefined;
    if (loaded?.population.fittedAt === fitted.fittedAt && loaded.storedAt === fitted.storedAt)
      return loaded.population;
    const items = await distributionItems(fitted.fittedAt);
    const distributions = items.map((item) => {
      const { key, cells } = decodeValue(item, distributionSchema);
      return [key, decodeDistribution(cells)] as const;
    });
    const population = populationStatisticsOf(fitted, new Map(distributions));
    loaded = { storedAt: fitted.storedAt, population };
    return population;
  }

  const readLatest = async () => load((await heads(1))[0]);

  const ofRun: PopulationStore['ofRun'] = async ({ startedAt }) => {
    const item = await getItem(database, 'control', documentKey(keyOf(startedAt)));
    return item && decodeValue(item, fittedModelsSchema);
  };

  async function forget({ fittedAt }: FittedModels): Promise<void> {
    const keys = (await distributionItems(fittedAt)).flatMap(({ pk, sk }) => (pk && sk ? [{ pk, sk }] : []));
    await batchDelete(database, 'control', [documentKey(keyOf(fittedAt)), ...keys]);
  }

  return {
    ...createSummaryStore(database),
    ofRun,
    history: () => heads(KEPT_FITS),
    async current({ before, fresh = false } = {}) {
      if (before !== undefined) return load((await heads(KEPT_FITS)).find(({ storedAt }) => storedAt <= before));
      const now = database.clock();
      if (cached && !fresh && Math.abs(now - cached.at) < FRESH_MS) return cached.population;
      const population = readLatest();
      cached = { at: now, population };
      population.catch(() => (cached = undefined));
      return population;
    },
    async save(fitted, distributions) {
      const partition = partitionOf(fitted.fittedAt);
      const documents = [...distributions].map(([key, distribution]) =>
        encodeDocument({ pk: partition, sk: key }, { key, cells: encodeDistribution(distribution) }),
      );
      await batchPut(database, 'control', documents);
      const written = await putItem(database, 'control', encodeDocument(keyOf(fitted.fittedAt), fitted), ABSENT);
      cached = undefined;
      for (const old of (await heads(KEPT_FITS + 10)).slice(KEPT_FITS)) await forget(old);
      return written.ok ? fitted : ((await ofRun({ startedAt: fitted.fittedAt })) ?? fitted);
    },
    async failure() {
      const item = await getItem(database, 'control', documentKey(FAILURE));
      return item && decodeValue(item, failureSchema);
    },
    async saveFailure(failure) {
      await putItem(database, 'control', encodeDocument(FAILURE, failure));
    },
  };
}
