import { expect, test } from 'vitest';
import { CAMPAIGN_STATUSES, type CampaignAction, transition } from '../../../core/campaigns/lifecycle.ts';

test('a campaign goes from draft to measured', () => {
  const path: CampaignAction[] = ['launch', 'start', 'finish', 'measure'];
  const seen = path.reduce<string[]>(
    (statuses, action) => {
      const step = transition(statuses.at(-1) as 'draft', action);
      return [...statuses, step.ok ? step.status : step.reason];
    },
    ['draft'],
  );
  expect(seen).toEqual(['draft', 'scheduled', 'sending', 'sent', 'measured']);
});

test('a launched campaign cannot be launched again, and the reason says so', () => {
  expect(transition('sending', 'launch')).toEqual({ ok: false, reason: 'a campaign that is sending cannot launch' });
});

test.each([
  ['scheduled', 'pause', 'paused'],
  ['sending', 'pause', 'paused'],
  ['paused', 'resume', 'scheduled'],
  ['halted', 'resume', 'scheduled'],
  ['paused', 'cancel', 'cancelled'],
  ['sending', 'halt', 'halted'],
] as const)('%s and %s gives %s', (status, action, next) => {
  expect(transition(status, action)).toEqual({ ok: true, status: next });
});

test('a workflow step that runs twice is not refused', () => {
  expect(transition('sending', 'start').ok).toBe(true);
  expect(transition('sent', 'finish').ok).toBe(true);
  expect(transition('measured', 'measure').ok).toBe(true);
});

test('nothing leads out of cancelled, and a paused campaign does not start by itself', () => {
  const actions: CampaignAction[] = ['launch', 'pause', 'resume', 'cancel', 'start', 'halt', 'finish', 'measure'];
  for (const action of actions) expect(transition('cancelled', action).ok).toBe(false);
  expect(transition('paused', 'start').ok).toBe(false);
  expect(CAMPAIGN_STATUSES).toHaveLength(8);
});
