export const CAMPAIGN_STATUSES = [
  'draft',
  'scheduled',
  'sending',
  'paused',
  'halted',
  'sent',
  'measured',
  'cancelled',
] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/**
 * What people do (launch, pause, resume, cancel) and what a running workflow reports (start, halt, finish,
 * measure). A workflow step may run twice, so its actions are accepted again where they already hold; a person
 * who asks for what already happened is told so.
 */
export type CampaignAction = 'launch' | 'pause' | 'resume' | 'cancel' | 'start' | 'halt' | 'finish' | 'measure';

export type Transition =
  { readonly ok: true; readonly status: CampaignStatus } | { readonly ok: false; readonly reason: string };

// A resumed campaign is `scheduled` again: its new run waits for its time (mostly past) and starts as the first did.
const NEXT: Readonly<Record<CampaignAction, Partial<Record<CampaignStatus, CampaignStatus>>>> = {
  launch: { draft: 'scheduled' },
  pause: { scheduled: 'paused', sending: 'paused' },
  resume: { paused: 'scheduled', halted: 'scheduled' },
  cancel: {
    draft: 'cancelled',
    scheduled: 'cancelled',
    sending: 'cancelled',
    paused: 'cancelled',
    halted: 'cancelled',
  },
  start: { scheduled: 'sending', sending: 'sending' },
  halt: { scheduled: 'halted', sending: 'halted', halted: 'halted' },
  finish: { sending: 'sent', sent: 'sent' },
  measure: { sent: 'measured', measured: 'measured' },
};

/** The status after an action, or the sentence that says why it is not possible now (a 409 shows it). */
export function transition(status: CampaignStatus, action: CampaignAction): Transition {
  const next = NEXT[action][status];
  return next === undefined
    ? { ok: false, reason: `a campaign that is ${status} cannot ${action}` }
    : { ok: true, status: next };
}
