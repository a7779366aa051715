import { isMachine } from './machine.ts';
import type { SesEvent } from './sesEvent.ts';
import type { CampaignEngagement } from '../../core/campaigns/engagement.ts';

/** Events whose ids are remembered, so that a repeat of a counted event counts nothing. */
const REMEMBERED = 50;

const earliest = (one: number | undefined, other: number) => Math.min(one ?? other, other);
const latest = (one: number | undefined, other: number) => Math.max(one ?? other, other);

/**
 * What is known of a customer and a campaign after an SES event. Monotone: instants only move to the earliest (or
 * latest), a hard bounce is never softened, counts go by event id; so neither order nor repetition matters. The same
 * reference comes back where the event tells nothing new.
 */
export function mergeEngagement(known: CampaignEngagement, event: SesEvent): CampaignEngagement {
  const { detail } = event;
  switch (detail.eventType) {
    case 'Bounce':
      return detail.bounce ? withBounce(known, detail.bounce) : known;
    case 'Complaint': {
      if (!detail.complaint) return known;
      const complainedAt = earliest(known.complainedAt, detail.complaint.timestamp);
      return complainedAt === known.complainedAt ? known : { ...known, complainedAt };
    }
    case 'Open':
    case 'Click':
      return counted(known, event, detail.eventType);
    default:
      return known;
  }
}

function withBounce(known: CampaignEngagement, bounce: { bounceType: string; timestamp: number }): CampaignEngagement {
  const kind = bounce.bounceType === 'Permanent' ? 'hard' : 'soft';
  const before = known.bounce;
  if (before?.kind === 'hard' && kind === 'soft') return known;
  const at = before?.kind === kind ? earliest(before.at, bounce.timestamp) : bounce.timestamp;
  return before?.kind === kind && before.at === at ? known : { ...known, bounce: { at, kind } };
}

function counted(
  known: CampaignEngagement,
  { id, detail, time }: SesEvent,
  type: 'Open' | 'Click',
): CampaignEngagement {
  if (known.seen.includes(id)) return known;
  const seen = [...known.seen, id].slice(-REMEMBERED);
  const visit = type === 'Open' ? detail.open : detail.click;
  const at = visit?.timestamp ?? time;
  // SES names the agent; where it does not, nothing speaks against a person.
  const request = { method: 'GET', userAgent: visit?.userAgent ?? 'unknown', at, sentAt: detail.mail.timestamp };
  const machine = isMachine(request);
  if (type === 'Open') {
    if (machine) return { ...known, seen, machineOpens: known.machineOpens + 1 };
    const firstOpenAt = earliest(known.firstOpenAt, at);
    return { ...known, seen, opens: known.opens + 1, firstOpenAt, lastOpenAt: latest(known.lastOpenAt, at) };
  }
  if (machine) return { ...known, seen, machineClicks: known.machineClicks + 1 };
  const firstClickAt = earliest(known.firstClickAt, at);
  return { ...known, seen, clicks: known.clicks + 1, firstClickAt, lastClickAt: latest(known.lastClickAt, at) };
}
