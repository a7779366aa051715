import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSesEvents } from '../../functions/ses-events/sesEvents.ts';
import { createFinishSending } from '../../functions/tasks/FinishSending.ts';
import { createSendShard } from '../../functions/tasks/SendShard.ts';
import { createStores } from '../../adapters/stores/createStores.ts';
import { accept, type FaultySes, startFaultySes } from '../support/faultySes.ts';
import { customers, givenCampaign, planned, type SendDeps, sendDeps, virtualClock } from '../support/sending.ts';
import { useStores } from '../support/stores.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

const dynamo = useStores();
const everybody = customers(2_000);
const RATE = 200;
// A second at the account's rate, the three calls under way, and three more whose events are still under way.
const MOST = 500 + RATE + 150 + 150;
let clock: ReturnType<typeof virtualClock>;
let ses: FaultySes;
let stores: Stores;
let deps: SendDeps;

beforeAll(async () => {
  ses = await startFaultySes();
});
afterAll(() => ses.stop());
beforeEach(async () => {
  clock = virtualClock();
  const { options } = await dynamo.fresh();
  stores = createStores({ ...options, clock: clock.now });
  deps = sendDeps(stores, ses.url, clock.now);
  await stores.customers.saveMany(everybody);
  ses.accepted.length = 0;
  ses.behave = () => accept;
  ses.quota = { maxSendRate: RATE, max24h: -1 };
});

/** Sends a campaign while SES's events about it arrive; `eventOf` scripts the nth message's event. */
async function storm(eventOf: (index: number) => 'Bounce' | 'Complaint' | 'Delivery') {
  const campaign = await givenCampaign(stores, clock.now);
  const handle = createSesEvents(deps, clock);
  const shards = await planned(deps, campaign);
  let fed = 0;
  const feed = async () => {
    const fresh = ses.accepted.slice(fed);
    const from = fed;
    fed += fresh.length;
    let records = fresh.map((_, index) => record(from + index, eventOf(from + index)));
    // As the queue does: what could not be taken for now (the sender was writing the same) is delivered again.
    for (let delivery = 0; delivery < 5 && records.length > 0; delivery++) {
      const { batchItemFailures } = await handle({ Records: records });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      records = records.filter(({ messageId }) => failed.has(messageId));
    }
    expect(records).toEqual([]);
  };
  const send = createSendShard(deps, {
    ...clock,
    // Events come in while the sender waits for its turn.
    sleep: async (ms) => {
      await feed();
      await clock.sleep(ms);
    },
  });
  for (const shard of shards) {
    while ((await send({ campaignId: campaign.id, shard, concurrency: 1 })).outcome === 'more') await feed();
    await feed();
  }
  const finished = await createFinishSending(deps)({ campaignId: campaign.id, runNo: 1 });
  return { finished, campaign: (await stores.campaigns.get(campaign.id))!, feed };
}

function record(index: number, eventType: 'Bounce' | 'Complaint' | 'Delivery') {
  const message = ses.accepted[index]!;
  const tags = Object.fromEntries(Object.entries(message.tags).map(([name, value]) => [name, [value]]));
  const timestamp = new Date(clock.now()).toISOString();
  const to = [{ emailAddress: message.to }];
  const details = {
    Bounce: { bounce: { bounceType: 'Permanent', bouncedRecipients: to, timestamp } },
    Complaint: { complaint: { complainedRecipients: to, timestamp } },
    Delivery: {},
  };
  const mail = { timestamp, messageId: message.messageId, tags };
  const body = { id: `event-${index}`, time: timestamp, detail: { eventType, mail, ...details[eventType] } };
  return { messageId: `record-${index}`, body: JSON.stringify(body) };
}

describe('the circuit breaker', () => {
  it('stops a campaign in a storm of 30 % hard bounces soon after 500 messages', async () => {
    const { campaign, finished } = await storm((index) => (index % 10 < 3 ? 'Bounce' : 'Delivery'));
    expect(campaign).toMatchObject({ status: 'halted', haltReason: expect.stringContaining('bounced for good') });
    expect(finished.outcome).toBe('halted');
    expect(ses.accepted.length).toBeGreaterThanOrEqual(500);
    expect(ses.accepted.length).toBeLessThanOrEqual(MOST);
    const bounced = ses.accepted.find((_, index) => index % 10 < 3)!.to.split('@')[0]!;
    expect((await stores.customers.get(bounced))!.suppression).toMatchObject({ reason: 'bounced' });
  });

  it('stops a campaign at 0.5 % complaints', async () => {
    const { campaign } = await storm((index) => (index % 200 === 0 ? 'Complaint' : 'Delivery'));
    expect(campaign).toMatchObject({ status: 'halted', haltReason: expect.stringContaining('complaint') });
    expect(ses.accepted.length).toBeLessThanOrEqual(MOST);
  });

  it('lets a healthy campaign go to its end', async () => {
    const { campaign, finished } = await storm((index) => (index % 100 === 0 ? 'Bounce' : 'Delivery'));
    expect([campaign.status, finished.outcome, ses.accepted.length]).toEqual(['sent', 'sent', 2_000]);
    expect(await stores.uniqueCounters.counts(campaign)).toMatchObject({ delivered: 1_980, hardBounced: 20 });
  });

  it('obeys the limits in the settings', async () => {
    await stores.settings.save({ breaker: { hardBounceRate: 0.5, complaintRate: 0.5, afterSends: 100 } });
    const { campaign } = await storm((index) => (index % 10 < 3 ? 'Bounce' : 'Delivery'));
    expect(campaign.status).toBe('sent');
  });
});
