import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import { batchDelete, batchPut } from '../dynamo/batch.ts';
import { cursorPosition } from '../../app/ports/stores/cursor.ts';
import { encodeCursor } from '../../contract/cursor.ts';
import type { Database } from '../dynamo/database.ts';
import { canBeKey, decodeValue, documentKey, encodeDocument, padded } from '../dynamo/documents.ts';
import { queryPage, queryPages } from '../dynamo/query.ts';
import { createEngagementStore } from './engagement.ts';
import { latestOrders } from './timelineOrders.ts';
import type { CustomerStore } from '../../app/ports/stores/customers.ts';
import type { CampaignEngagement } from '../../core/campaigns/engagement.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { CustomerEvents, TimelineEvent } from '../../core/customers/timeline.ts';
import type { TimelineItem, TimelineStore } from '../../app/ports/stores/timeline.ts';

const eventSchema: z.ZodType<TimelineEvent> = z.looseObject({ at: z.number(), type: z.string(), id: z.string() });

/** Newest first: by time, then by kind and id, so that a cursor names one place even where times are equal. */
type Position = readonly [at: number, key: string];
const positionSchema = z.tuple([z.number().nonnegative(), z.string().min(1)]);

const START: Position = [Date.UTC(9999, 0), '~'];
const KEPT_MS = 400 * DAY_MS;

export function createTimelineStore(database: Database, customers: Pick<CustomerStore, 'get'>): TimelineStore {
  const engagement = createEngagementStore(database);

  function encode(customerId: string, event: TimelineEvent): StoredItem {
    const key = { pk: partitionOf(customerId), sk: eventKey(event.at, event.id) };
    return encodeDocument(key, event, { expiresAt: event.at + KEPT_MS });
  }

  async function eventsBefore(customerId: string, [at, key]: Position, limit: number): Promise<TimelineItem[]> {
    // Of the same time, events come last (e < g < o): all of them are still to come unless the cursor is one.
    const to = key.startsWith('e#') ? eventKey(at, key.slice(2)) : `${eventKey(at, '')}\u{10ffff}`;
    const { items } = await queryPage(database, {
      table: 'activity',
      partition: { name: 'pk', value: partitionOf(customerId) },
      sort: { name: 'sk', from: { S: 'e#' }, to: { S: to } },
      newestFirst: true,
      consistent: true,
      limit,
    });
    return items.map((item) => {
      const event = decodeValue(item, eventSchema);
      return { kind: 'event', at: event.at, id: event.id, event };
    });
  }

  async function ordersBefore(customerId: string, [at]: Position, limit: number): Promise<TimelineItem[]> {
    const customer = await customers.get(customerId);
    const orders = customer ? await latestOrders(database, customer, at, limit) : [];
    return orders.map((order) => ({ kind: 'order', at: order.placedAt, id: order.orderId, order }));
  }

  async function engagementItems(customerId: string): Promise<TimelineItem[]> {
    const records = await engagement.engagementsOf(customerId);
    return records.map((record) => ({
      kind: 'engagement',
      at: lastActivity(record),
      id: record.campaignId,
      engagement: record,
    }));
  }

  async function appendAll(all: readonly CustomerEvents[]): Promise<void> {
    const items = new Map<string, StoredItem>();
    for (const { customerId, events } of all) {
      for (const event of events)
        items.set(`${customerId}\n${eventKey(event.at, event.id)}`, encode(customerId, event));
    }
    await batchPut(database, 'activity', [...items.values()]);
  }

  return {
    ...engagement,
    append: (customerId, events) => appendAll([{ customerId, events }]),
    appendAll,
    operation: (customerId, event) => ({
      table: 'activity',
      action: 'Put',
      input: { Item: encode(customerId, event) },
    }),
    async list(customerId, { limit, cursor }) {
      const before = cursorPosition(cursor, positionSchema) ?? START;
      if (!canBeKey(customerId)) return { items: [] };
      // One more than asked for tells whether there is a next page, and one for the item at the cursor itself.
      const found = await Promise.all([
        eventsBefore(customerId, before, limit + 2),
        ordersBefore(customerId, before, limit + 2),
        engagementItems(customerId),
      ]);
      const rest = found.flat().filter((item) => newestFirst(positionOf(item), before) > 0);
      rest.sort((a, b) => newestFirst(positionOf(a), positionOf(b)));
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(rest.length > limit && last && { next: encodeCursor(positionOf(last)) }) };
    },
    async removeAll(customerId) {
      const pages = queryPages(database, {
        table: 'activity',
        partition: { name: 'pk', value: partitionOf(customerId) },
        consistent: true,
      });
      for await (const items of pages) await batchDelete(database, 'activity', items.map(keyOf));
    },
  };
}

const partitionOf = (customerId: string) => `c#${customerId}`;
const eventKey = (at: number, id: string) => `e#${padded(at, 15)}#${id}`;

function keyOf({ pk, sk }: StoredItem): StoredItem {
  return pk && sk && 'S' in pk && 'S' in sk ? documentKey({ pk: pk.S, sk: sk.S }) : {};
}

const LETTERS = { event: 'e', engagement: 'g', order: 'o' } as const;

function positionOf(item: TimelineItem): Position {
  return [item.at, `${LETTERS[item.kind]}#${item.id}`];
}

/** Bytes, as DynamoDB compares keys, not UTF-16 units. */
function newestFirst([at, key]: Position, [otherAt, otherKey]: Position): number {
  return otherAt - at || Buffer.compare(Buffer.from(otherKey), Buffer.from(key));
}

function lastActivity(record: CampaignEngagement): number {
  const { deliveredAt, lastOpenAt, lastClickAt, bounce, complainedAt, unsubscribedAt } = record;
  const times = [deliveredAt, lastOpenAt, lastClickAt, bounce?.at, complainedAt, unsubscribedAt];
  return Math.max(0, ...times.filter((time) => time !== undefined));
}
