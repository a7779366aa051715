import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Deps } from '../ports/deps.ts';
import type { AssignmentRow } from './assignmentsRow.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids'>;

/** How many shards the assignments of an external campaign are cut into: a million stay near 60,000 a shard. */
const SHARDS = 16;
const DEFAULT_WINDOW_DAYS = 14;

/** Finds the external campaign of a name, or makes it: measured, with nothing of ours to send. */
export async function externalCampaign(
  { stores, clock, ids }: Dependencies,
  name: string,
  windowDays: number | undefined,
): Promise<Campaign> {
  const known = (await stores.campaigns.all()).find(
    (campaign) => campaign.origin === 'external' && campaign.name === name,
  );
  if (known) return known;
  return stores.campaigns.create({
    id: ids('cmp'),
    version: 0,
    name,
    createdAt: clock(),
    status: 'measured',
    origin: 'external',
    segmentIds: [],
    segmentNames: {},
    holdout: 0,
    variants: [],
    conversionWindowDays: windowDays ?? DEFAULT_WINDOW_DAYS,
    salt: 'external',
    shards: SHARDS,
    runNo: 0,
  });
}

/** Adds what a batch of rows brings: labels, arms, the earliest send, and a window that was asked for. */
export async function extendCampaign(
  { stores }: Dependencies,
  id: string,
  rows: readonly AssignmentRow[],
  windowDays: number | undefined,
): Promise<void> {
  await stores.campaigns.mutate(id, (campaign) => {
    const segmentNames = { ...campaign.segmentNames };
    const variants = [...campaign.variants];
    let launchedAt = campaign.launchedAt ?? Number.MAX_SAFE_INTEGER;
    for (const { segment, arm, sentAt } of rows) {
      if (segment !== undefined) segmentNames[segment] = segment;
      if (arm !== 'holdout' && !variants.some((variant) => variant.arm === arm)) variants.push({ arm, weight: 1 });
      launchedAt = Math.min(launchedAt, sentAt);
    }
    const conversionWindowDays = windowDays ?? campaign.conversionWindowDays;
    const same =
      Object.keys(segmentNames).length === Object.keys(campaign.segmentNames).length &&
      variants.length === campaign.variants.length &&
      launchedAt === campaign.launchedAt &&
      conversionWindowDays === campaign.conversionWindowDays;
    return same ? campaign : { ...campaign, segmentNames, variants, launchedAt, conversionWindowDays };
  });
}
