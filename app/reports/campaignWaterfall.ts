import { addProgress, emptyProgress, type Progress } from '../../core/campaigns/progress.ts';

/** From everybody matched to everybody sent; a reason that nobody had is absent. */
export type CampaignWaterfall = Readonly<Record<string, number>> & {
  readonly matched: number;
  readonly holdout: number;
  readonly sent: number;
};

/** matched = the skipped by reason + holdout + failed + unknown + sent. */
export function campaignWaterfall(shards: readonly Progress[]): CampaignWaterfall {
  const { audience, accepted, holdout, skipped, failed, unknown } = shards.reduce(addProgress, emptyProgress());
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return {
    matched: audience,
    ...skipped,
    holdout,
    ...(failures > 0 && { failed: failures }),
    ...(unknown > 0 && { unknown }),
    sent: accepted,
  };
}
