import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFinishSending } from '../../functions/tasks/FinishSending.ts';
import { createPlanShard } from '../../functions/tasks/PlanShard.ts';
import { createPrepareCampaign } from '../../functions/tasks/PrepareCampaign.ts';
import { createSendShard } from '../../functions/tasks/SendShard.ts';
import { CrashError, crashing, type CrashPoint, seeded } from '../support/crashing.ts';
import { accept, type FaultySes, type SesBehaviour, startFaultySes, throttle } from '../support/faultySes.ts';
import { expectOracle, expectWhole, readLedger } from '../support/ledgerOracle.ts';
import { customers, givenCampaign, sendDeps, virtualClock, type VirtualClock } from '../support/sending.ts';
import { useStores } from '../support/stores.ts';
import type { Stores } from '../../app/ports/stores/stores.ts';

const COUNT = 130;
const SEEDS = 60;

const dynamo = useStores();
let ses: FaultySes;
let stores: Stores;
let clock: VirtualClock;
const everybody = customers(COUNT);
const ids = everybody.map(({ id }) => id);

beforeAll(async () => {
  clock = virtualClock();
  ses = await startFaultySes(() => clock.now());
  stores = await dynamo.fresh({ clock: () => clock.now() });
  await stores.customers.saveMany(everybody);
});
afterAll(() => ses.stop());
beforeEach(() => {
  ses.accepted.length = 0;
  ses.calls.length = 0;
  ses.behave = () => accept;
});

/** One try at the whole of planning and sending, as a process that dies at `point`. */
async function attempt(campaignId: string, point?: CrashPoint) {
  const process = crashing(sendDeps(stores, ses.url, clock.now), point);
  const { deps } = process;
  try {
    const { shards } = await createPrepareCampaign(deps)({ campaignId, runNo: 1, startAt: new Date(0).toISOString() });
    for (const { shard } of shards) await createPlanShard(deps)({ campaignId, shard });
    for (const { shard } of shards) {
      for (let turn = 0; turn < 100; turn++) {
        const outcome = await createSendShard(deps, clock)({ campaignId, shard, concurrency: 1 });
        if (outcome.outcome === 'wait') clock.advance(Date.parse(outcome.until) - clock.now());
        if (outcome.outcome === 'done') break;
      }
    }
    await createFinishSending(deps)({ campaignId, runNo: 1 });
  } catch (error) {
    if (!(error instanceof CrashError)) throw error;
  }
  return process;
}

async function expectStored(campaignId: string) {
  const shards = await stores.ledger.shardsOf(campaignId);
  // Whatever the moment, what GET progress adds up is whole.
  for (const { progress } of shards) expectWhole(progress, progress.audience);
}

describe('a process that dies', () => {
  it('at any of its I/O calls, before or after the call took effect, doubles and loses nobody', async () => {
    const whole = await attempt((await givenCampaign(stores, clock.now)).id);
    const total = whole.calls();
    expect(total).toBeGreaterThan(25);
    let unknowns = 0;
    for (let call = 1; call <= total; call++) {
      for (const when of ['before', 'after'] as const) {
        ses.accepted.length = 0;
        const { id } = await givenCampaign(stores, clock.now);
        await attempt(id, { call, when });
        await expectStored(id);
        await attempt(id);
        const progress = await expectOracle(stores, ses, id, ids);
        unknowns += progress.unknown;
        // A crash costs at most the calls that were under way.
        expect(progress.unknown, `call ${call} ${when}`).toBeLessThanOrEqual(COUNT);
        expect((await stores.campaigns.get(id))?.status).toBe('sent');
      }
    }
    expect(unknowns, 'some crashes hit between the call and its answer').toBeGreaterThan(0);
  });

  it(`again and again under a failing SES, for ${SEEDS} seeds, doubles and loses nobody`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const chance = seeded(seed);
      ses.accepted.length = 0;
      ses.behave = () => misbehave(chance());
      const { id } = await givenCampaign(stores, clock.now);
      const crashes = 1 + Math.floor(chance() * 4);
      for (let crash = 0; crash < crashes; crash++) {
        const when = chance() < 0.5 ? 'before' : 'after';
        await attempt(id, { call: 1 + Math.floor(chance() * 45), when });
        await expectStored(id);
        clock.advance(Math.floor(chance() * 40_000));
      }
      await attempt(id);
      await expectOracle(stores, ses, id, ids).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
    }
  });
});

function misbehave(point: number): SesBehaviour {
  if (point < 0.6) return accept;
  if (point < 0.75) return throttle;
  if (point < 0.85) return { kind: 'acceptAndHangUp' };
  if (point < 0.9) return { kind: 'hangUp' };
  return { kind: 'entries', statuses: ['SUCCESS', 'ACCOUNT_THROTTLED', 'SUCCESS', 'MESSAGE_REJECTED'] };
}

it('two processes that both die while they plan and send the same campaign double and lose nobody', async () => {
  for (let seed = 1; seed <= 15; seed++) {
    const chance = seeded(1000 + seed);
    ses.accepted.length = 0;
    const { id } = await givenCampaign(stores, clock.now);
    const dying = () => attemptQuietly(id, { call: 5 + Math.floor(chance() * 40), when: 'after' });
    await Promise.all([dying(), dying()]);
    clock.advance(60_000);
    await attempt(id);
    await readLedger(stores, id);
    await expectOracle(stores, ses, id, ids);
  }
});

/** As the workflow would, takes what a step throws for a reason to try again later. */
async function attemptQuietly(id: string, point: CrashPoint): Promise<void> {
  await attempt(id, point).catch(() => undefined);
}
