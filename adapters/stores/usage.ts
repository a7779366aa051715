import { z } from 'zod';
import { NO_USAGE, usageOf } from '../../core/costs/usage.ts';
import type { Database } from '../dynamo/database.ts';
import { documentKey } from '../dynamo/documents.ts';
import { addNumbers, getItem } from '../dynamo/items.ts';
import type { UsageStore } from '../../app/ports/stores/usage.ts';

const keyOf = (campaignId: string) => documentKey({ pk: `campaign#${campaignId}`, sk: 'usage' });
const numberSchema = z.object({ N: z.string().transform(Number) });

export function createUsageStore(database: Database): UsageStore {
  return {
    async add(campaignId, usage) {
      // Ten digits are plenty, and what is left of DynamoDB's 38 keeps sums exact.
      const used = Object.entries(usage).filter(([, figure]) => figure !== 0);
      const figures = Object.fromEntries(used.map(([kind, figure]) => [kind, Number(figure.toPrecision(10))]));
      if (used.length > 0) await addNumbers(database, 'control', keyOf(campaignId), figures);
    },
    async of(campaignId) {
      const item = await getItem(database, 'control', keyOf(campaignId));
      return item ? usageOf((kind) => numberSchema.safeParse(item[kind]).data?.N ?? 0) : NO_USAGE;
    },
  };
}
