import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { PlannedCustomer } from '../../../core/campaigns/planChunks.ts';
import { type Shard, shardsOf } from '../../../core/shared/shards.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { evaluationContext } from '../../evaluation/evaluationContext.ts';
import { createSendLookup } from '../../evaluation/sendLookup.ts';
import type { Deps } from '../../ports/deps.ts';
import type { CampaignShard } from '../../ports/workflowInputs.ts';
import { TIME_BOX_MS } from '../../shared/timeBox.ts';
import { campaignOf } from '../campaignOf.ts';
import { loadRules } from '../frozenRules.ts';
import { type Audience, audienceOf, planningInstant } from './audienceOf.ts';
import { openShardPlan } from './shardPlan.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;

/** Customers planned between two saves of the position. Each save closes chunks that are not full. */
const MOST_PER_SLICE = 5_000;

/**
 * Writes one shard's part of the audience into the ledger, for up to 20 seconds: who gets which arm, who is held out and
 * who is skipped, with the reason. Goes on from the saved position; customers in stored chunks are left alone, so a
 * crash between storing chunks and saving the position plans nobody twice and loses nobody. `done: false` asks to be
 * called again.
 */
export async function planShard(
  { stores, clock }: Dependencies,
  { campaignId, shard }: CampaignShard,
): Promise<{ readonly done: boolean }> {
  const end = clock() + TIME_BOX_MS;
  const campaign = await campaignOf(stores.campaigns, campaignId);
  const record = await stores.ledger.getShard(campaignId, shard);
  if (record?.planned === true || campaign.status !== 'sending') return { done: true };

  const range = rangeOf(campaign, shard);
  const audience = await openAudience({ stores }, campaign, range);
  const plan = await openShardPlan(stores.ledger, campaign, shard);
  let batch: PlannedCustomer[] = [];
  for await (const page of stores.customers.pages(range, { after: plan.position() })) {
    for (const item of page.items) {
      const planned = audience(item);
      if (planned) batch.push(planned);
    }
    const late = clock() >= end;
    if (batch.length < MOST_PER_SLICE && !late) continue;
    await plan.add(batch, { planned: false, last: page.last });
    if (late) return { done: false };
    batch = [];
  }
  await plan.add(batch, { planned: true });
  return { done: true };
}

function rangeOf(campaign: Campaign, shard: number): Shard {
  const range = shardsOf(campaign.shards ?? 1)[shard];
  if (!range) throw new NotFoundError(`campaign ${campaign.id} shard`, String(shard));
  return range;
}

/** Whom the campaign concerns, by the rules and the instant that every shard and every try goes by. */
async function openAudience(
  { stores }: Pick<Dependencies, 'stores'>,
  campaign: Campaign,
  range: Shard,
): Promise<Audience> {
  const instant = planningInstant(campaign);
  const rules = await loadRules(stores, campaign.id);
  const context = await evaluationContext(stores, instant, {
    settings: campaign.frozen,
    fittedBefore: instant,
    sendsOf: await createSendLookup(stores, rules.values(), range, { at: instant }),
  });
  return audienceOf(campaign, rules, context);
}
