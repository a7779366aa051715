import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { Bill } from '../../core/costs/bill.ts';
import type { AttributionModel } from '../../core/conversions/attribution.ts';
import type { ReportOrder } from '../../core/conversions/order.ts';
import { plannedWeights } from '../../core/reports/plannedWeights.ts';
import { createReport } from '../../core/reports/report.ts';
import type { Note, Report, ReportBuilder } from '../../core/reports/reportTypes.ts';
import { DAY_MS } from '../../core/shared/days.ts';
import { type Shard, shardsOf } from '../../core/shared/shards.ts';
import type { Deps } from '../ports/deps.ts';
import { planningInstant } from '../campaigns/planning/audienceOf.ts';
import { peopleOf, type Person } from './reportPeople.ts';
import { addClicks, addSends, addTokenClick, addTouch, type Touches } from './reportTouches.ts';
import { campaignCosts } from './campaignCosts.ts';
import { type Engagement, engagementOf } from './engagement.ts';
import { emptyExtras, type Extras } from './reportExtras.ts';
import { SES_CENTS } from './sesPrice.ts';
import { campaignWaterfall, type CampaignWaterfall } from './campaignWaterfall.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'signer'>;

export interface ReportRequest {
  readonly model: AttributionModel;
  /** Absent: the campaign's own conversion window. */
  readonly windowDays?: number | undefined;
  /** True: a row for every segment anybody was in at the send, not only those aimed at. */
  readonly allSegments: boolean;
}

export interface CampaignReport extends Omit<Report<CampaignWaterfall>, 'notes'>, Pick<Extras, 'refunds' | 'assigned'> {
  readonly engagement: Engagement;
  /** Metered so far, in US cents; the cells' own `cost` stays SES's list price and what people entered. */
  readonly costs?: Bill;
  readonly model: AttributionModel;
  readonly windowDays: number;
  /** `sesCostNotCounted`: the workspace does not sell in dollars, and SES bills in nothing else. */
  readonly notes: (Note | 'sesCostNotCounted')[];
}

interface Job {
  readonly campaign: Campaign;
  readonly others: readonly Campaign[];
  readonly windowMs: number;
  readonly currency: string;
  readonly segments: ReadonlySet<string>;
  readonly messageCost: number;
  readonly extras: Extras;
}

/** What a campaign earned. It is worked out shard by shard, so memory holds one shard's people and orders. */
export async function campaignReport(
  deps: Dependencies,
  campaign: Campaign,
  request: ReportRequest,
): Promise<CampaignReport> {
  const { stores, clock } = deps;
  const [settings, progress, all] = await Promise.all([
    stores.settings.get(),
    stores.ledger.shardsOf(campaign.id),
    stores.campaigns.all(),
  ]);
  const windowDays = request.windowDays ?? campaign.conversionWindowDays;
  const now = clock();
  const rows = rowsOf(campaign, request.allSegments);
  const extras = emptyExtras();
  const sesCounted = campaign.origin === 'peyk' && settings.currency === 'USD';
  const external = campaign.origin === 'external';
  const job: Job = {
    campaign,
    others: overlapping(campaign, all, windowDays * DAY_MS, now),
    windowMs: windowDays * DAY_MS,
    currency: settings.currency,
    segments: new Set(rows.map(({ segment }) => segment)),
    messageCost: (campaign.costs?.perMessage ?? 0) + (sesCounted ? SES_CENTS : 0),
    extras,
  };
  const builder = createReport<CampaignWaterfall>({
    campaignId: campaign.id,
    now,
    currency: settings.currency,
    model: request.model,
    windowDays,
    segments: rows,
    ...(!external && {
      weights: plannedWeights({ ...campaign, globalHoldout: campaign.frozen?.globalHoldout ?? settings.globalHoldout }),
    }),
    ...(campaign.costs && { costs: campaign.costs }),
    marginRate: settings.marginRate,
    status: campaign.status,
    waterfall: campaignWaterfall(progress.map((shard) => shard.progress)),
  });
  if (campaign.shards !== undefined)
    for (const shard of shardsOf(campaign.shards)) await addShard(deps, builder, job, shard);

  const { notes, ...report } = builder.finish();
  const { refunds, assigned } = extras;
  const engagement = engagementOf(await stores.uniqueCounters.counts(campaign));
  const sesMissing = campaign.origin === 'peyk' && !sesCounted;
  return {
    ...report,
    ...(!external && {
      costs: await campaignCosts(
        stores,
        campaign,
        progress.map((shard) => shard.progress),
      ),
    }),
    model: request.model,
    windowDays,
    ...(external && {
      waterfall: { matched: assigned.treated + assigned.holdout, holdout: assigned.holdout, sent: assigned.treated },
    }),
    engagement,
    refunds,
    assigned,
    notes: [...notes, ...(sesMissing ? (['sesCostNotCounted'] as const) : [])],
  };
}

async function addShard(
  deps: Dependencies,
  builder: ReportBuilder<CampaignWaterfall>,
  job: Job,
  shard: Shard,
): Promise<void> {
  const { campaign, windowMs, extras } = job;
  const people = await peopleOf(deps.stores, campaign, shard.shard, job.messageCost);
  if (people.length === 0) return;
  const orders = await ordersOf(deps, people, shard, windowMs);
  const touches = await touchesOf(deps, job, people, orders, shard);
  for (const person of people) {
    const own = orders.get(person.customerId) ?? [];
    extras.assign(person, own, job.currency, windowMs);
    const segments = person.segments.filter((segment) => job.segments.has(segment));
    builder.add({ ...person, segments }, own, touches.get(person.customerId) ?? []);
  }
}

/** Orders by customer, from the first assignment of these people to the end of the last one's window. */
async function ordersOf(
  { stores }: Dependencies,
  people: readonly Person[],
  shard: Shard,
  windowMs: number,
): Promise<Map<string, ReportOrder[]>> {
  const ids = new Set(people.map(({ customerId }) => customerId));
  const first = people.reduce((least, { at }) => Math.min(least, at), Number.MAX_SAFE_INTEGER);
  const last = people.reduce((most, { at }) => Math.max(most, at), 0);
  const byCustomer = new Map<string, ReportOrder[]>();
  for await (const orders of stores.orders.inTime(shard, first, last + windowMs)) {
    for (const order of orders) {
      if (!ids.has(order.customerId)) continue;
      const known = byCustomer.get(order.customerId);
      if (known) known.push(order);
      else byCustomer.set(order.customerId, [order]);
    }
  }
  return byCustomer;
}

/** Sends and clicks of this and other campaigns, for those who bought and got a message: nobody else can be credited. */
async function touchesOf(
  deps: Dependencies,
  { campaign, others }: Job,
  people: readonly Person[],
  orders: ReadonlyMap<string, readonly ReportOrder[]>,
  shard: Shard,
): Promise<Touches> {
  const touches: Touches = new Map();
  const sent = people.filter(({ sentAt }) => sentAt !== undefined);
  const buyers = new Set(sent.filter(({ customerId }) => orders.has(customerId)).map(({ customerId }) => customerId));
  for (const { customerId, sentAt } of sent) {
    if (sentAt !== undefined && buyers.has(customerId))
      addTouch(touches, customerId, { campaignId: campaign.id, at: sentAt, kind: 'send' });
  }
  if (buyers.size === 0) return touches;
  await addClicks(deps.stores, touches, campaign.id, buyers);
  for (const other of others) {
    await addSends(deps.stores, touches, other, shard, buyers);
    await addClicks(deps.stores, touches, other.id, buyers);
  }
  for (const id of buyers) for (const order of orders.get(id) ?? []) addTokenClick(touches, order, deps.signer);
  return touches;
}

/** Campaigns whose messages can have led to an order in this one's window. */
function overlapping(campaign: Campaign, all: readonly Campaign[], windowMs: number, now: number): Campaign[] {
  const start = planningInstant(campaign);
  const end = (campaign.sentAt ?? now) + windowMs;
  return all.filter((other) => {
    if (other.id === campaign.id || other.launchedAt === undefined || other.shards === undefined) return false;
    return planningInstant(other) < end && (other.sentAt ?? now) > start - windowMs;
  });
}

/** Rows of the report: the segments aimed at (labels of an external campaign), or all that were frozen. */
function rowsOf(campaign: Campaign, all: boolean): { segment: string; name: string }[] {
  if (campaign.origin === 'external')
    return Object.entries(campaign.segmentNames).map(([segment, name]) => ({ segment, name }));
  const frozen = campaign.frozen?.segments ?? [];
  const rows = all ? frozen : frozen.filter(({ id }) => campaign.segmentIds.includes(id));
  return rows.map(({ id, name }) => ({ segment: id, name }));
}
