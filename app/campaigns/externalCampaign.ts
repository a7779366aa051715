import type { Campaign } from '../../core/campaigns/campaign.ts';
import { extendExternal, type ExternalRow, newExternalCampaign } from '../../core/campaigns/externalCampaign.ts';
import type { Deps } from '../ports/deps.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids'>;

/** Finds the external campaign of a name, or makes it. */
export async function externalCampaign(
  { stores, clock, ids }: Dependencies,
  name: string,
  windowDays: number | undefined,
): Promise<Campaign> {
  const known = (await stores.campaigns.all()).find(
    (campaign) => campaign.origin === 'external' && campaign.name === name,
  );
  if (known) return known;
  return stores.campaigns.create(newExternalCampaign(name, windowDays, { id: ids('cmp'), now: clock() }));
}

/** Adds what a batch of rows brings. */
export async function extendCampaign(
  { stores }: Pick<Dependencies, 'stores'>,
  id: string,
  rows: readonly ExternalRow[],
  windowDays: number | undefined,
): Promise<void> {
  await stores.campaigns.mutate(id, (campaign) => extendExternal(campaign, rows, windowDays));
}
