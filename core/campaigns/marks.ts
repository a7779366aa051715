import type { CampaignEngagement } from './engagement.ts';

/** What one recipient did or met, at most once each. */
export type Mark =
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
export type MarkCounts = Readonly<Record<Mark, number>> & { readonly delivered: number };

export type Fault = 'hardBounced' | 'complained';

export type ActivityMark = Exclude<Mark, Fault>;

/** What a change of an engagement record tells for the first time. */
export function marksBetween(before: CampaignEngagement, after: CampaignEngagement): ActivityMark[] {
  const began = (count: (engagement: CampaignEngagement) => number) => count(before) === 0 && count(after) > 0;
  const marks: [ActivityMark, boolean][] = [
    ['opened', began(({ opens }) => opens)],
    ['machineOpened', began(({ machineOpens }) => machineOpens)],
    ['clicked', began(({ clicks }) => clicks)],
    ['machineClicked', began(({ machineClicks }) => machineClicks)],
    ['unsubscribed', before.unsubscribedAt === undefined && after.unsubscribedAt !== undefined],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}
