import { z } from 'zod';
import { campaignSchema } from '../../core/campaigns/campaign.ts';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { getItem, putItem } from '../dynamo/items.ts';
import { queryAll } from '../dynamo/query.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { CampaignStore } from '../../app/ports/stores/campaigns.ts';

const PREFIX = 'frozen#';
const frozenSchema = z.object({ value: z.unknown() });

export function createCampaignStore(database: Database): CampaignStore {
  const keyOf = (campaignId: string, part: string) => ({ pk: `campaign#${campaignId}`, sk: PREFIX + part });
  const valueOf = (item: StoredItem): unknown => decodeValue(item, frozenSchema).value;
  return {
    ...createDefinitions(database, { name: 'campaign', partition: 'campaigns', schema: campaignSchema }),
    async freeze(campaignId, part, value) {
      const item = encodeDocument(keyOf(campaignId, part), { value });
      const outcome = await putItem(database, 'control', item, ABSENT);
      return valueOf(outcome.ok ? item : (outcome.found ?? item));
    },
    async frozen(campaignId, part) {
      const item = await getItem(database, 'control', documentKey(keyOf(campaignId, part)));
      return item && valueOf(item);
    },
    async allFrozen(campaignId) {
      const items = await queryAll(database, {
        table: 'control',
        partition: { name: 'pk', value: keyOf(campaignId, '').pk },
        sort: { name: 'sk', beginsWith: PREFIX },
        consistent: true,
      });
      return new Map(items.map((item) => [partOf(item), valueOf(item)]));
    },
  };
}

function partOf(item: StoredItem): string {
  const { sk } = item;
  return sk && 'S' in sk ? sk.S.slice(PREFIX.length) : '';
}
