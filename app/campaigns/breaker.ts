import { judgeHealth, type SendHealth } from '../../core/campaigns/breaker.ts';
import type { Deps } from '../ports/deps.ts';
import { metrics } from '../shared/metrics.ts';
import { advanceCampaign } from './advanceCampaign.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'log'>;

/** As many processes may count delivery failures at the same time, each knowing only its own. */
const COUNTING_AT_ONCE = 16;

/** Stops a campaign whose messages bounce or are complained about too often. Senders see it within a second. */
export interface Breaker {
  /** Checks a campaign after `named` more delivery failures were counted. Far from the limits it reads nothing. */
  check(campaignId: string, named: number): Promise<void>;
}

export function createBreaker({ stores, clock, log }: Dependencies): Breaker {
  const rooms = new Map<string, number>();

  async function healthOf(campaignId: string): Promise<SendHealth> {
    const [shards, faults] = await Promise.all([
      stores.ledger.shardsOf(campaignId),
      stores.uniqueCounters.deliveryFailures(campaignId),
    ]);
    return { sent: shards.reduce((sum, { progress }) => sum + progress.accepted, 0), ...faults };
  }

  return {
    async check(campaignId, named) {
      const room = (rooms.get(campaignId) ?? 0) - named * COUNTING_AT_ONCE;
      rooms.set(campaignId, room);
      if (room > 0) return;
      const campaign = await stores.campaigns.get(campaignId);
      if (campaign?.status !== 'sending' && campaign?.status !== 'halted') return;
      const health = await healthOf(campaignId);
      // What comes late, after the halt, belongs to what was sent before it.
      if (campaign.status === 'halted') return stores.uniqueCounters.saveHalt(campaignId, health);
      const [{ breaker }, before] = await Promise.all([
        stores.settings.get(),
        stores.uniqueCounters.lastHalt(campaignId),
      ]);
      const verdict = judgeHealth(health, breaker, before);
      if (verdict.kind === 'go') {
        rooms.set(campaignId, verdict.room);
        return;
      }
      await stores.uniqueCounters.saveHalt(campaignId, health);
      const { status } = await advanceCampaign(stores.campaigns, campaignId, 'halt', () => ({
        haltReason: `Stopped by the circuit breaker: ${verdict.reason}.`,
      }));
      const halted = metrics({ CampaignsHalted: 1 }, clock());
      log.error({ campaignId, ...health, status, ...halted }, 'the circuit breaker stopped a campaign');
    },
  };
}
