import { type Campaign, HOLDOUT_ARM } from '../../core/campaigns/campaign.ts';
import type { RuleLookup, Rule } from '../../core/segments/rule/rule.ts';
import { askClause } from '../../core/segments/clauses/table.ts';
import { allClausesOf } from '../../core/segments/rule/clausesOf.ts';
import { readsSends } from '../../core/segments/rule/externalDependency.ts';
import type { KnownSend, SendLookup } from '../../core/segments/evaluation/sendLookup.ts';
import { KEPT_DAYS } from '../../core/customers/dayBuckets.ts';
import { DAY_MS } from '../../core/shared/days.ts';
import { bucketOf } from '../../core/shared/hash.ts';
import { shardsOf } from '../../core/shared/shards.ts';
import { forEachLimit } from '../shared/forEachLimit.ts';
import type { Stores } from '../ports/stores/stores.ts';

interface Dependencies {
  readonly campaigns: Pick<Stores['campaigns'], 'get' | 'all'>;
  readonly ledger: Pick<Stores['ledger'], 'chunkPages' | 'assignmentsOf'>;
}

/** Customer buckets, `from` inclusive, `to` exclusive. */
export interface BucketRange {
  readonly from: number;
  readonly to: number;
}

export interface SendLookupOptions {
  /** When rules are evaluated (epoch ms): of what ended long before, no rule asks by number. */
  readonly at: number;
  /** Finds the rules that these refer to, where they are not among them. */
  readonly lookup?: RuleLookup;
}

const CAMPAIGNS_AT_ONCE = 4;

/**
 * Reads what was sent to the customers of some buckets, as far as these rules look at it: the campaigns they name, or
 * all of the last 400 days where one counts messages. Undefined where none of them reads what was sent. Memory holds
 * two numbers per message.
 */
export async function createSendLookup(
  stores: Dependencies,
  rules: Iterable<Rule>,
  range: BucketRange,
  { at, lookup = () => undefined }: SendLookupOptions,
): Promise<SendLookup | undefined> {
  const campaigns = await campaignsRead(stores, [...rules], { at, lookup });
  if (!campaigns) return undefined;
  const sends = new Map<string, number[]>();
  await forEachLimit(campaigns.entries(), CAMPAIGNS_AT_ONCE, ([index, campaign]) =>
    readSends(stores, campaign, range, (customerId, sentAt) => {
      const known = sends.get(customerId);
      if (known) known.push(index, sentAt);
      else sends.set(customerId, [index, sentAt]);
    }),
  );
  return (customerId) => knownSends(campaigns, sends.get(customerId));
}

/** The same for one customer. */
export function sendLookupFor(
  stores: Dependencies,
  rules: Iterable<Rule>,
  customerId: string,
  options: SendLookupOptions,
): Promise<SendLookup | undefined> {
  const bucket = bucketOf(customerId);
  return createSendLookup(stores, rules, { from: bucket, to: bucket + 1 }, options);
}

function knownSends(campaigns: readonly Campaign[], sent: readonly number[] = []): KnownSend[] {
  const known: KnownSend[] = [];
  for (let place = 0; place < sent.length; place += 2) {
    const campaign = campaigns[sent[place] ?? -1];
    if (!campaign) continue;
    const { id, conversionWindowDays, origin } = campaign;
    const send = { campaignId: id, at: sent[place + 1] ?? 0, windowDays: conversionWindowDays };
    known.push(origin === 'external' ? { ...send, imported: true } : send);
  }
  return known;
}

/** The campaigns whose messages matter; undefined where no rule reads them. */
async function campaignsRead(
  { campaigns }: Dependencies,
  rules: readonly Rule[],
  { at, lookup = () => undefined }: SendLookupOptions,
): Promise<Campaign[] | undefined> {
  const clauses = rules.flatMap((rule) => allClausesOf(rule, lookup)).filter(readsSends);
  if (clauses.length === 0) return undefined;
  const asked = clauses.map((each) => askClause(each, (clause, own) => clause.campaign?.(own)));
  const named = new Set(asked.filter((id) => id !== undefined));
  const since = at - (KEPT_DAYS + 1) * DAY_MS;
  // A clause that names no campaign counts the messages of all.
  const counted = asked.includes(undefined)
    ? (await campaigns.all()).filter((campaign) => named.has(campaign.id) || (campaign.sentAt ?? at) >= since)
    : await Promise.all([...named].map((id) => campaigns.get(id)));
  return counted.filter((campaign) => campaign !== undefined);
}

async function readSends(
  { ledger }: Dependencies,
  { id, origin, shards, launchedAt = 0 }: Campaign,
  range: BucketRange,
  add: (customerId: string, at: number) => void,
): Promise<void> {
  const addKnown = (customerId: string, at: number) => {
    const bucket = bucketOf(customerId);
    if (bucket >= range.from && bucket < range.to) add(customerId, at);
  };
  for (const { shard, from, to } of shards === undefined ? [] : shardsOf(shards)) {
    if (from >= range.to || to <= range.from) continue;
    if (origin === 'external') {
      for await (const assignments of ledger.assignmentsOf(id, shard)) {
        for (const { customerId, arm, at } of assignments) if (arm !== HOLDOUT_ARM) addKnown(customerId, at);
      }
      continue;
    }
    for await (const chunks of ledger.chunkPages(id, shard)) {
      for (const { kind, entries } of chunks) {
        if (kind !== 'send') continue;
        for (const { customerId, result, at } of entries)
          if (result === 'accepted') addKnown(customerId, at ?? launchedAt);
      }
    }
  }
}
