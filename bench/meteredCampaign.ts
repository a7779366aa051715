import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign } from '../core/campaigns/campaign.ts';
import { parentTransitions } from '../core/costs/transitions.ts';
import { addUsage, NO_USAGE, type Usage } from '../core/costs/usage.ts';
import { parseRule } from '../core/segments/rule/parseRule.ts';
import { createSesEvents } from '../functions/ses-events/sesEvents.ts';
import { metered } from '../functions/runtime/metered.ts';
import { createFinishSending } from '../functions/tasks/FinishSending.ts';
import { createPlanShard } from '../functions/tasks/PlanShard.ts';
import { createPrepareCampaign } from '../functions/tasks/PrepareCampaign.ts';
import { createPrepareRefresh } from '../functions/tasks/PrepareRefresh.ts';
import { createFitQuantities } from '../functions/tasks/FitQuantities.ts';
import { createRefreshShard, type RefreshedShard } from '../functions/tasks/RefreshShard.ts';
import { createSendShard } from '../functions/tasks/SendShard.ts';
import { createStores } from '../adapters/stores/createStores.ts';
import { deliveredEvent } from '../local/events/deliveredEvent.ts';
import { forkInbox } from '../local/inbox/forkInbox.ts';
import { messagePageSchema } from '../local/inbox/message.ts';
import { createTestApp, memoryBlobs } from '../tests/support/app.ts';
import { startEngine } from '../tests/support/engine.ts';
import { summarise } from '../tests/support/fitting.ts';
import { customers, givenCampaign, sendDeps, type SendDeps } from '../tests/support/sending.ts';
import type { Mailer } from '../app/ports/mailer.ts';
import type { Stores } from '../app/ports/stores/stores.ts';

/** Where a campaign's usage comes from. */
export const LINES = ['refresh', 'audience', 'ledger', 'consent', 'events', 'conversions'] as const;
type Line = (typeof LINES)[number];

/** What one campaign used, by line; `functions` holds Lambda time, requests, transitions, queue requests. */
export interface MeteredCampaign {
  readonly customers: number;
  readonly lines: Readonly<Record<Line, Usage>>;
  readonly functions: Usage;
  readonly all: Usage;
  readonly eventSeconds: number;
}

export interface MeteredOptions {
  readonly customers: number;
  /** Events that a function gets at once, and among how many neighbours they are shuffled: SES answers out of order. */
  readonly batch: number;
  readonly shuffledAmong: number;
}

/** Brings a customer to about 1 KB, as stored. */
const NOTES = 'x'.repeat(600);
const CONVERSIONS = 0.05;
/** Customers who enter a segment in the refresh before the campaign. */
const CHANGED = 0.02;
/** SES's message ids are this long; the inbox's are shorter. */
const MESSAGE_ID = 60;

/** Segments, sends, reports and sells to `customers`, through the embedded DynamoDB and SES, and meters every call. */
export async function meterCampaign(options: MeteredOptions): Promise<MeteredCampaign> {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-bench-'));
  const engine = await startEngine();
  const inbox = await forkInbox(folder);
  try {
    const tables = await engine.fresh();
    const meter = createMeter();
    const given = createStores({ ...tables, clock: Date.now });
    await given.customers.saveMany(
      customers(options.customers).map((one, index) => ({
        ...one,
        attributes: { ...one.attributes, notes: NOTES, tier: index % (1 / CHANGED) === 0 ? 'gold' : 'none' },
      })),
    );
    const stores = createStores({ ...tables, clock: Date.now, onUsage: meter.note });
    const send = sendDeps(stores, inbox.url, Date.now, 30_000);
    const deps: SendDeps = { ...send, mailer: withLongIds(send.mailer) };

    await refresh(meter, deps, stores);
    const campaign = await givenCampaign(given, Date.now);
    await run(meter, deps, campaign);
    const started = performance.now();
    await feedEvents(meter, deps, inbox.url, options);
    const eventSeconds = (performance.now() - started) / 1_000;
    await convert(meter, options.customers, (clock) => createStores({ ...tables, clock, onUsage: meter.note }));
    return { customers: options.customers, eventSeconds, ...meter.sum(await given.usage.of(campaign.id)) };
  } finally {
    inbox.child.kill('SIGTERM');
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Meter = ReturnType<typeof createMeter>;

function createMeter() {
  const lines = new Map<Line, Usage>(LINES.map((line) => [line, NO_USAGE]));
  let phase: Line = 'refresh';
  let extra = NO_USAGE;
  const lineOf = (operation: string, table: string): Line => {
    const customer = table.startsWith('Customers');
    if (phase === 'ledger' && customer) return operation === 'BatchGetItem' ? 'consent' : 'audience';
    return phase;
  };
  return {
    enter: (next: Line) => {
      phase = next;
    },
    note: (used: { operation: string; table: string; readUnits: number; writeUnits: number }) => {
      const line = lineOf(used.operation, used.table);
      const units = { readUnits: used.readUnits, writeUnits: used.writeUnits };
      lines.set(line, addUsage(lines.get(line) ?? NO_USAGE, units));
    },
    /** Usage that no campaign's account holds. */
    add(usage: Partial<Usage>) {
      extra = addUsage(extra, usage);
    },
    sum(account: Usage) {
      // Units are counted here by line; of the account only what it alone knows.
      const functions = addUsage(
        { ...account, readUnits: 0, writeUnits: 0 },
        { ...extra, transitions: extra.transitions + parentTransitions(1) },
      );
      const byLine = Object.fromEntries(lines) as Record<Line, Usage>;
      return { lines: byLine, functions, all: [...lines.values()].reduce(addUsage, functions) };
    },
  };
}

async function refresh(meter: Meter, deps: SendDeps, stores: Stores): Promise<void> {
  meter.enter('refresh');
  const rule = parseRule({ attribute: 'tier', eq: 'gold' });
  await stores.segments.create({ id: 'seg_gold', name: 'Gold', rule, ruleVersion: 1, createdAt: Date.now() });
  const { runId, shards } = await createPrepareRefresh(deps)({});
  for (const { shard } of shards) {
    await billed(meter, () => summarise(deps, runId, shard));
    meter.add({ transitions: 4 });
  }
  await billed(meter, () => createFitQuantities(deps)({ runId }));
  // The map that sums up, and the fit.
  meter.add({ transitions: 2 });
  const refreshShard = createRefreshShard({ ...deps, blobs: memoryBlobs() });
  for (const { shard } of shards) {
    for (let result: RefreshedShard | undefined; result?.done !== true;) {
      const input = { runId, shard, ...(result && { result }) };
      result = await billed(meter, () => refreshShard(input));
      // The task, the choice, the child in its parent and its last state.
      meter.add({ transitions: 4 });
    }
  }
}

/** Work that keeps no account of its own. */
function billed<T>(meter: Meter, work: () => Promise<T>): Promise<T> {
  return metered(work, async ({ lambdaRequests, lambdaGbSeconds }) => meter.add({ lambdaRequests, lambdaGbSeconds }));
}

async function run(meter: Meter, deps: SendDeps, { id: campaignId, runNo }: Campaign): Promise<void> {
  meter.enter('ledger');
  const input = { campaignId, runNo, startAt: new Date(0).toISOString() };
  const { shards, concurrency } = await createPrepareCampaign(deps)(input);
  for (const { shard } of shards) while (!(await createPlanShard(deps)({ campaignId, shard })).done);
  const send = createSendShard(deps);
  const queue = shards.map(({ shard }) => shard);
  const worker = async () => {
    for (let shard = queue.shift(); shard !== undefined; shard = queue.shift()) {
      while ((await send({ campaignId, shard, concurrency })).outcome === 'more');
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { outcome } = await createFinishSending(deps)(input);
  if (outcome !== 'sent') throw new Error(`the campaign is not sent but ${outcome}`);
}

async function feedEvents(meter: Meter, deps: SendDeps, url: string, options: MeteredOptions): Promise<void> {
  meter.enter('events');
  const { batch, shuffledAmong } = options;
  const handle = createSesEvents(deps);
  let window: object[] = [];
  const flush = async (all: boolean) => {
    while (window.length >= (all ? 1 : shuffledAmong)) {
      const chosen = new Set<number>();
      while (chosen.size < Math.min(batch, window.length)) chosen.add(Math.floor(Math.random() * window.length));
      const Records = [...chosen].map((index) => ({ messageId: String(index), body: JSON.stringify(window[index]) }));
      window = window.filter((_, index) => !chosen.has(index));
      if ((await handle({ Records })).batchItemFailures.length > 0) throw new Error('an event failed');
    }
  };
  for (let after = 0; ;) {
    const page = messagePageSchema.parse(await (await fetch(`${url}/messages?after=${after}&limit=100`)).json());
    if (page.items.length === 0) break;
    window.push(...page.items.map(deliveredEvent));
    after = page.items.at(-1)?.seq ?? after;
    await flush(false);
  }
  await flush(true);
}

/** One in twenty buys, told by a signed webhook. */
async function convert(meter: Meter, people: number, makeStores: (clock: () => number) => Stores): Promise<void> {
  const app = createTestApp(makeStores);
  const { secret } = (await app.call('POST', '/api/v1/sources', { name: 'shop' })).body as { secret: string };
  meter.enter('conversions');
  for (let index = 0; index < people * CONVERSIONS; index++) {
    const customerId = `c${String(index).padStart(6, '0')}`;
    const placedAt = new Date(app.deps.clock()).toISOString();
    const data = { orderId: `order-${index}`, customerId, amount: 4_900, currency: 'USD', placedAt };
    const { status } = await billed(meter, () =>
      app.deliver('shop', secret, `m${index}`, { type: 'order.placed', data }),
    );
    if (status >= 300) throw new Error(`a webhook was answered ${status}`);
    meter.add({ httpRequests: 1 });
  }
}

function withLongIds(mailer: Mailer): Mailer {
  return {
    ...mailer,
    async sendBulk(request) {
      const answer = await mailer.sendBulk(request);
      if (answer.kind !== 'answered') return answer;
      const results = answer.results.map((result) =>
        result.status === 'accepted' ? { ...result, messageId: result.messageId.padEnd(MESSAGE_ID, '0') } : result,
      );
      return { ...answer, results };
    },
  };
}
