import type { CampaignEngagement } from './engagement.ts';

/** What one recipient did or met, at most once each. */
export type UniqueCounter =
  | 'opened'
  | 'machineOpened'
  | 'clicked'
  | 'machineClicked'
  | 'unsubscribed'
  | 'softBounced'
  | 'hardBounced'
  | 'complained'
  | 'rejected';

/** Recipients of a campaign, each counted once, whatever came how often and in which order. */
export type UniqueCounts = Readonly<Record<UniqueCounter, number>> & { readonly delivered: number };

export type DeliveryFailure = 'hardBounced' | 'complained';

export type ActivityCounter = Exclude<UniqueCounter, DeliveryFailure>;

/** What a change of an engagement record tells for the first time. */
export function countersBetween(before: CampaignEngagement, after: CampaignEngagement): ActivityCounter[] {
  const began = (count: (engagement: CampaignEngagement) => number) => count(before) === 0 && count(after) > 0;
  const counters: [ActivityCounter, boolean][] = [
    ['opened', began(({ opens }) => opens)],
    ['machineOpened', began(({ machineOpens }) => machineOpens)],
    ['clicked', began(({ clicks }) => clicks)],
    ['machineClicked', began(({ machineClicks }) => machineClicks)],
    ['unsubscribed', before.unsubscribedAt === undefined && after.unsubscribedAt !== undefined],
  ];
  return counters.flatMap(([counter, holds]) => (holds ? [counter] : []));
}
