import type { Campaign } from '../../../core/campaigns/campaign.ts';
import { planChunks, type PlannedCustomer } from '../../../core/campaigns/planChunks.ts';
import { tallyChunks } from '../../../core/campaigns/progress.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { shardsOf } from '../../../core/shared/shards.ts';
import { evaluationContext } from '../../evaluation/evaluationContext.ts';
import { createSendLookup } from '../../evaluation/sendLookup.ts';
import type { Deps } from '../../ports/deps.ts';
import type { CustomerPosition } from '../../ports/stores/customers.ts';
import type { CampaignShard } from '../../ports/workflowInputs.ts';
import { TIME_BOX_MS } from '../../shared/timeBox.ts';
import { loadRules } from '../frozenRules.ts';
import { audienceOf, planningInstant } from './audienceOf.ts';
import { storePlan } from './storePlan.ts';

/** Customers planned between two saves of the position. Each save closes chunks that are not full. */
const MOST_PER_SLICE = 5_000;

/**
 * Writes one shard's part of the audience into the ledger: who gets which arm, who is held out and who is skipped,
 * with the reason. Goes on from the saved position; customers in stored chunks are left alone, so a crash between
 * storing chunks and saving the position plans nobody twice and loses nobody.
 */
export async function planShard(
  { stores, clock }: Pick<Deps, 'stores' | 'clock'>,
  { campaignId, shard }: CampaignShard,
): Promise<{ readonly done: boolean }> {
  const end = clock() + TIME_BOX_MS;
  const campaign = await stores.campaigns.get(campaignId);
  if (!campaign) throw new NotFoundError('campaign', campaignId);
  const record = await stores.ledger.getShard(campaignId, shard);
  if (record?.planned === true || campaign.status !== 'sending') return { done: true };

  const instant = planningInstant(campaign);
  const rules = await loadRules(stores, campaignId);
  const range = rangeOf(campaign, shard);
  const context = await evaluationContext(stores, instant, {
    settings: campaign.frozen,
    fittedBefore: instant,
    sendsOf: await createSendLookup(stores, rules.values(), range, { at: instant }),
  });
  const audience = audienceOf(campaign, rules, context);
  const ledger = await openPlan(stores, campaign, shard);
  let batch: PlannedCustomer[] = [];
  for await (const page of stores.customers.pages(range, { after: ledger.position() })) {
    for (const item of page.items) {
      const planned = audience(item);
      if (planned) batch.push(planned);
    }
    const late = clock() >= end;
    if (batch.length < MOST_PER_SLICE && !late) continue;
    await ledger.add(batch, { planned: false, last: page.last });
    if (late) return { done: false };
    batch = [];
  }
  await ledger.add(batch, { planned: true });
  return { done: true };
}

function rangeOf(campaign: Campaign, shard: number): { from: number; to: number } {
  const range = shardsOf(campaign.shards ?? 1)[shard];
  if (!range) throw new NotFoundError(`campaign ${campaign.id} shard`, String(shard));
  return range;
}

interface Added {
  readonly planned: boolean;
  readonly last?: CustomerPosition;
}

async function openPlan({ ledger }: Pick<Deps['stores'], 'ledger'>, campaign: Campaign, shard: number) {
  // The record first: chunks that came after it are then surely seen.
  let record = await ledger.getShard(campaign.id, shard);
  const chunks = await ledger.chunksOf(campaign.id, shard);
  return {
    position: () => record?.cursor && { bucket: record.cursor.bucket, id: record.cursor.id },
    async add(customers: readonly PlannedCustomer[], { planned, last }: Added): Promise<void> {
      const options = { campaignId: campaign.id, shard, at: planningInstant(campaign), existing: chunks };
      const added = planChunks(customers, options);
      await storePlan(ledger, added);
      chunks.push(...added);
      const cursor = last ? { ...last, seq: chunks.length } : record?.cursor;
      const next = { shard, planned, progress: tallyChunks(chunks), ...(cursor && { cursor }) };
      record = await ledger.saveShard(campaign.id, next, record?.version ?? 0);
    },
  };
}
