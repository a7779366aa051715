import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSesEvents } from '../../../functions/ses-events/sesEvents.ts';
import { createSendShard } from '../../../functions/tasks/SendShard.ts';
import { accept, type FaultySes, startFaultySes } from '../../support/faultySes.ts';
import { expectOracle, readLedger } from '../../support/ledgerOracle.ts';
import {
  customers,
  givenCampaign,
  planned,
  type SendDeps,
  sendDeps,
  virtualClock,
  type VirtualClock,
  without,
} from '../../support/sending.ts';
import { useStores } from '../../support/stores.ts';
import type { Stores } from '../../../app/ports/stores/stores.ts';

const dynamo = useStores();
let clock: VirtualClock;
let ses: FaultySes;
let stores: Stores;
let deps: SendDeps;
let handle: ReturnType<typeof createSesEvents>;
const everybody = customers(60);
const ids = everybody.map(({ id }) => id);

beforeAll(async () => {
  ses = await startFaultySes();
});
afterAll(() => ses.stop());
beforeEach(async () => {
  clock = virtualClock();
  stores = await dynamo.fresh({ clock: () => clock.now() });
  deps = sendDeps(stores, ses.url, clock.now);
  handle = createSesEvents(deps, clock);
  await stores.customers.saveMany(everybody);
  ses.accepted.length = 0;
  ses.calls.length = 0;
  ses.behave = () => accept;
});

async function sent() {
  const campaign = await givenCampaign(stores, clock.now);
  const [shard] = await planned(deps, campaign);
  const send = createSendShard(deps, clock);
  const input = { campaignId: campaign.id, shard, concurrency: 1 };
  while ((await send(input)).outcome !== 'done') clock.advance(31_000);
  return campaign.id;
}

let serial = 0;
/** An event about the nth message that SES took. */
function event(eventType: string, index: number, detail: object = {}, over: object = {}) {
  const message = ses.accepted[index]!;
  const tags = Object.fromEntries(Object.entries(message.tags).map(([name, value]) => [name, [value]]));
  const timestamp = new Date(clock.now()).toISOString();
  const mail = { timestamp, messageId: message.messageId, destination: [message.to], tags };
  return {
    id: `event-${++serial}`,
    time: timestamp,
    source: 'aws.ses',
    detail: { eventType, mail, ...detail },
    ...over,
  };
}

const at = (offset = 0) => new Date(clock.now() + offset).toISOString();
const bounce = (index: number, bounceType = 'Permanent') =>
  event('Bounce', index, {
    bounce: { bounceType, bouncedRecipients: [{ emailAddress: ses.accepted[index]!.to }], timestamp: at() },
  });
const complaint = (index: number) =>
  event('Complaint', index, {
    complaint: { complainedRecipients: [{ emailAddress: ses.accepted[index]!.to }], timestamp: at() },
  });

const batch = (...events: unknown[]) => ({
  Records: events.map((body, index) => ({
    messageId: `record-${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })),
});

const idOf = (index: number) => ses.accepted[index]!.to.split('@')[0]!;

describe('a delivery', () => {
  it('turns recipients that a lost answer left unknown into accepted ones, and the tally with them', async () => {
    ses.behave = ({ entries }) => (entries.length === 50 ? { kind: 'acceptAndHangUp' } : accept);
    const campaignId = await sent();
    expect(await expectOracle(stores, ses, campaignId, ids)).toMatchObject({ unknown: 50 });
    const deliveries = ses.accepted.map((_, index) => event('Delivery', index));
    expect(await handle(batch(...deliveries))).toEqual({ batchItemFailures: [] });
    expect(await expectOracle(stores, ses, campaignId, ids)).toMatchObject({ accepted: 60, unknown: 0 });
    expect(await handle(batch(...deliveries, ...deliveries))).toEqual({ batchItemFailures: [] });
    expect(await expectOracle(stores, ses, campaignId, ids)).toMatchObject({ accepted: 60, unknown: 0 });
  });

  it('cannot turn a recipient who was skipped into a sent one', async () => {
    await stores.customers.mutate(ids[7]!, (current) => ({ ...current!, consent: {} }));
    const campaignId = await sent();
    const forged = event('Delivery', 0);
    const customer = Buffer.from(ids[7]!).toString('base64url');
    forged.detail.mail.tags = { ...forged.detail.mail.tags, customer: [customer] };
    await handle(batch(forged));
    expect((await readLedger(stores, campaignId)).progress).toMatchObject({ accepted: 59, skipped: { noConsent: 1 } });
  });
});

describe('a hard bounce or a complaint', () => {
  it('suppresses the customer at once and for good', async () => {
    await sent();
    await handle(batch(bounce(3), complaint(4)));
    expect((await stores.customers.get(idOf(3)))!.suppression).toMatchObject({ reason: 'bounced' });
    expect((await stores.customers.get(idOf(4)))!.suppression).toMatchObject({ reason: 'complained' });
    const { items } = await stores.timeline.list(idOf(4), { limit: 5 });
    expect(items.some((item) => item.kind === 'event' && item.event.type === 'complained')).toBe(true);
  });

  it('leaves a customer alone who has another address by now', async () => {
    await sent();
    await stores.customers.mutate(idOf(3), (current) => ({ ...current!, email: 'new@example.com' }));
    await handle(batch(bounce(3)));
    expect((await stores.customers.get(idOf(3)))!.suppression).toBeUndefined();
  });

  it('of mail that is not ours suppresses the address', async () => {
    const complaintOf = (emailAddress: string) => ({
      id: 'event-x',
      time: at(),
      detail: {
        eventType: 'Complaint',
        mail: { timestamp: at(), messageId: 'm-x' },
        complaint: { complainedRecipients: [{ emailAddress }], timestamp: at() },
      },
    });
    const answer = await handle(batch(complaintOf('Stranger@Example.com'), complaintOf(everybody[9]!.email!)));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect((await stores.customers.get(ids[9]!))!.suppression).toMatchObject({ reason: 'complained' });
  });

  it('is told from a soft bounce, which suppresses nobody', async () => {
    const campaignId = await sent();
    await handle(batch(bounce(3, 'Transient')));
    expect((await stores.customers.get(idOf(3)))!.suppression).toBeUndefined();
    expect((await stores.timeline.getEngagement(idOf(3), campaignId))?.bounce?.kind).toBe('soft');
  });
});

it('any order and number of repeats gives the same state and the same counts', async () => {
  const campaignId = await sent();
  const visit = (offset: number, userAgent = 'Mozilla/5.0 Firefox/140.0') => ({ timestamp: at(offset), userAgent });
  const open = (offset: number, agent?: string) => event('Open', 0, { open: visit(offset, agent) });
  const events = [open(5_000), open(9_000), open(9_500, 'GoogleImageProxy bot'), event('Delivery', 0)];
  events.push(bounce(0, 'Transient'), bounce(0), complaint(0), event('Click', 0, { click: visit(7_000) }));
  events.push(event('Reject', 0, { reject: { reason: 'Bad content' } }));
  events.push(event('Rendering Failure', 0, { failure: { errorMessage: 'no such field', templateName: 'x' } }));
  const campaign = (await stores.campaigns.get(campaignId))!;
  const state = async () => {
    const { seen, ...known } = (await stores.timeline.getEngagement(idOf(0), campaignId))!;
    const suppressed = (await stores.customers.get(idOf(0)))!.suppression !== undefined;
    const counts = await stores.uniqueCounters.counts(campaign);
    return { known: { ...known, version: 0 }, seen: [...seen].sort(), suppressed, counts };
  };
  for (const one of events) await handle(batch(one));
  const expected = await state();
  expect(expected).toMatchObject({
    known: { opens: 2, machineOpens: 1, clicks: 1, bounce: { kind: 'hard' } },
    suppressed: true,
    counts: {
      ...{ delivered: 1, opened: 1, machineOpened: 1, clicked: 1, softBounced: 1, hardBounced: 1, complained: 1 },
      ...{ rejected: 1, machineClicked: 0, unsubscribed: 0 },
    },
  });
  const shuffled = fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 });
  await fc.assert(
    fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 7 }), async (order, size) => {
      await stores.timeline.removeAll(idOf(0));
      await stores.customers.mutate(idOf(0), (current) => without(current!, 'suppression'));
      for (let from = 0; from < order.length; from += size) await handle(batch(...order.slice(from, from + size)));
      expect(await state()).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

it('a tally that a crash left behind cannot be: chunk and tally are one write', async () => {
  ses.behave = ({ entries }) => (entries.length === 50 ? { kind: 'acceptAndHangUp' } : accept);
  const campaignId = await sent();
  const deliveries = ses.accepted.map((_, index) => event('Delivery', index));
  // Every write after the n-th is refused, as if the process had died there; then the queue hands the batch out again.
  for (let allowed = 0; allowed < 4; allowed++) {
    let writes = 0;
    const dying = {
      ...stores,
      ledger: dyingAfter(stores.ledger, () => ++writes > allowed),
      marks: dyingAfter(stores.uniqueCounters, () => ++writes > allowed),
    };
    await createSesEvents({ ...deps, stores: dying }, clock)(batch(...deliveries));
    const { progress } = await readLedger(stores, campaignId);
    const shards = await stores.ledger.shardsOf(campaignId);
    expect(shards.reduce((sum, shard) => sum + shard.progress.accepted, 0)).toBe(progress.accepted);
  }
  await handle(batch(...deliveries));
  expect(await expectOracle(stores, ses, campaignId, ids)).toMatchObject({ accepted: 60, unknown: 0 });
  expect(await stores.uniqueCounters.counts((await stores.campaigns.get(campaignId))!)).toMatchObject({
    delivered: 60,
  });
});

const WRITES = ['update', 'updateWithShard', 'saveShard', 'delivered', 'add', 'addDeliveryFailures'];

/** A store whose writes fail once `dead` says so. */
function dyingAfter<S extends object>(store: S, dead: () => boolean): S {
  const wrapped = Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      if (WRITES.includes(name) && dead()) return Promise.reject(new Error('the process died'));
      return method(...args);
    },
  ]);
  return Object.fromEntries(wrapped) as S;
}

describe('a record that cannot be handled', () => {
  it('is reported by itself, and the others of its batch are done', async () => {
    await sent();
    const answer = await handle(batch('not json', bounce(3), JSON.stringify({ id: 'x' })));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'record-0' }, { itemIdentifier: 'record-2' }]);
    expect((await stores.customers.get(idOf(3)))!.suppression).toBeDefined();
  });

  it('is one of a hundred: the others are done once, and a redrive of the queue’s dead letters changes no count', async () => {
    const campaignId = await sent();
    const campaign = (await stores.campaigns.get(campaignId))!;
    const good = Array.from({ length: 99 }, (_, index) =>
      index % 9 === 0 ? bounce(index % 60) : event('Delivery', index % 60),
    );
    const poison = { ...event('Delivery', 0), detail: { eventType: 'Delivery', mail: { messageId: 7 } } };
    const records = [...good.slice(0, 50), poison, ...good.slice(50)];
    expect((await handle(batch(...records))).batchItemFailures).toEqual([{ itemIdentifier: 'record-50' }]);
    const counts = await stores.uniqueCounters.counts(campaign);
    expect(counts.delivered).toBeGreaterThan(30);
    expect(counts.hardBounced).toBe(
      new Set(good.filter((_, index) => index % 9 === 0).map((one) => one.detail.mail.messageId)).size,
    );
    for (let redrive = 0; redrive < 2; redrive++)
      await createSesEvents(deps, clock)(batch(...good, event('Delivery', 0)));
    expect(await stores.uniqueCounters.counts(campaign)).toEqual({ ...counts, delivered: counts.delivered });
  });

  it('names a campaign that does not exist, and is dropped without harm', async () => {
    await sent();
    const forged = bounce(3);
    forged.detail.mail.tags = { campaign: ['cmp_none'], shard: ['0'], seq: ['0'], customer: ['eHh4'] };
    expect(await handle(batch(forged))).toEqual({ batchItemFailures: [] });
  });
});
