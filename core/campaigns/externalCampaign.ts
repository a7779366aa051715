import { HOLDOUT_ARM, type Campaign } from './campaign.ts';

/** How many shards the assignments of an external campaign are cut into: a million stay near 60,000 a shard. */
const SHARDS = 16;
const DEFAULT_WINDOW_DAYS = 14;

/** What a row of an assignments file says of its campaign. */
export interface ExternalRow {
  readonly arm: string;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly segment?: string;
}

/** A campaign that was run elsewhere: measured, with nothing of ours to send. */
export function newExternalCampaign(
  name: string,
  windowDays: number | undefined,
  made: { readonly id: string; readonly now: number },
): Campaign {
  return {
    id: made.id,
    version: 0,
    name,
    createdAt: made.now,
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
  };
}

/**
 * The campaign with what rows bring: labels, arms, the earliest send, and a window that was asked for. The same object
 * where they bring nothing.
 */
export function extendExternal(
  campaign: Campaign,
  rows: readonly ExternalRow[],
  windowDays: number | undefined,
): Campaign {
  const segmentNames = { ...campaign.segmentNames };
  const variants = [...campaign.variants];
  let launchedAt = campaign.launchedAt ?? Number.MAX_SAFE_INTEGER;
  for (const { segment, arm, sentAt } of rows) {
    if (segment !== undefined) segmentNames[segment] = segment;
    if (arm !== HOLDOUT_ARM && !variants.some((variant) => variant.arm === arm)) variants.push({ arm, weight: 1 });
    launchedAt = Math.min(launchedAt, sentAt);
  }
  const conversionWindowDays = windowDays ?? campaign.conversionWindowDays;
  const same =
    Object.keys(segmentNames).length === Object.keys(campaign.segmentNames).length &&
    variants.length === campaign.variants.length &&
    launchedAt === campaign.launchedAt &&
    conversionWindowDays === campaign.conversionWindowDays;
  return same ? campaign : { ...campaign, segmentNames, variants, launchedAt, conversionWindowDays };
}
