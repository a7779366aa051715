import { z } from 'zod';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { batchGet } from '../dynamo/batch.ts';
import type { Database } from '../dynamo/database.ts';
import { atVersion, canBeKey, decodeDocument, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { getItem, putItem } from '../dynamo/items.ts';
import { queryAll } from '../dynamo/query.ts';
import type { CampaignEngagement } from '../../core/campaigns/engagement.ts';
import type { EngagementStore } from '../../app/ports/stores/engagement.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

const time = z.number().exactOptional();
const engagementSchema: z.ZodType<CampaignEngagement> = z.object({
  customerId: z.string(),
  campaignId: z.string(),
  version: z.number(),
  messageId: z.string().exactOptional(),
  deliveredAt: time,
  firstOpenAt: time,
  lastOpenAt: time,
  opens: z.number(),
  machineOpens: z.number(),
  firstClickAt: time,
  lastClickAt: time,
  clicks: z.number(),
  machineClicks: z.number(),
  bounce: z.object({ at: z.number(), kind: z.enum(['hard', 'soft']) }).exactOptional(),
  complainedAt: time,
  unsubscribedAt: time,
  seen: z.array(z.string()),
});

const PREFIX = 'g#';

export function createEngagementStore(database: Database): EngagementStore {
  const partitionOf = (customerId: string) => `c#${customerId}`;
  const keyOf = (customerId: string, campaignId: string) => ({ pk: partitionOf(customerId), sk: PREFIX + campaignId });
  const encode = (engagement: CampaignEngagement): StoredItem =>
    encodeDocument(keyOf(engagement.customerId, engagement.campaignId), engagement, {
      version: engagement.version + 1,
    });
  const decode = (item: StoredItem): CampaignEngagement => decodeDocument(item, engagementSchema);

  return {
    async getEngagement(customerId, campaignId) {
      const item = await getItem(database, 'activity', documentKey(keyOf(customerId, campaignId)));
      return item && decode(item);
    },
    async getEngagements(campaignId, customerIds) {
      const keys = [...new Set(customerIds)].filter(canBeKey).map((id) => documentKey(keyOf(id, campaignId)));
      const found = (await batchGet(database, 'activity', keys)).map(decode);
      return new Map(found.map((engagement) => [engagement.customerId, engagement]));
    },
    async engagementsOf(customerId) {
      const items = await queryAll(database, {
        table: 'activity',
        partition: { name: 'pk', value: partitionOf(customerId) },
        sort: { name: 'sk', beginsWith: PREFIX },
        consistent: true,
      });
      return items.map(decode);
    },
    async saveEngagement(engagement) {
      const outcome = await putItem(database, 'activity', encode(engagement), atVersion(engagement.version));
      if (!outcome.ok) throw new VersionConflictError(`engagement of ${engagement.customerId} was changed`);
      return { ...engagement, version: engagement.version + 1 };
    },
    engagementOperation(engagement) {
      const Item = encode(engagement);
      return { table: 'activity', action: 'Put', input: { Item, ...atVersion(engagement.version) } };
    },
  };
}
