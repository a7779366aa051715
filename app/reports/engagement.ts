import type { UniqueCounts } from '../../core/campaigns/uniqueCounters.ts';

/** Recipients of a campaign's message, each counted once; machines' opens and clicks stand apart. */
export interface Engagement {
  readonly delivered: number;
  readonly opens: number;
  readonly clicks: number;
  readonly unsubscribes: number;
  readonly machineOpens: number;
  readonly machineClicks: number;
  readonly hardBounces: number;
  readonly softBounces: number;
  readonly complaints: number;
  /** SES took the message and then did not send it. */
  readonly rejected: number;
}

export function engagementOf(counts: UniqueCounts): Engagement {
  return {
    delivered: counts.delivered,
    opens: counts.opened,
    clicks: counts.clicked,
    unsubscribes: counts.unsubscribed,
    machineOpens: counts.machineOpened,
    machineClicks: counts.machineClicked,
    hardBounces: counts.hardBounced,
    softBounces: counts.softBounced,
    complaints: counts.complained,
    rejected: counts.rejected,
  };
}
