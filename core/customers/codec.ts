import { bucketOf } from '../shared/hash.ts';
import type { AttributeValue, Consent, Customer, Suppression, SuppressionReason } from './customer.ts';
import { FieldReader } from './fieldReader.ts';
import {
  decodeEvent,
  decodeFeedback,
  decodeOrders,
  decodeReactions,
  encodeEvent,
  encodeFeedback,
  encodeOrders,
  encodeReactions,
} from './historyCodec.ts';
import { map, number, setMap, text } from './storedFields.ts';
import type { StoredCustomer, StoredValue } from './storedItem.ts';
import { StoredItemError } from './storedItemError.ts';

/** The partition key of a customer: their bucket, three digits. */
export function bucketKey(customerId: string): string {
  return String(bucketOf(customerId)).padStart(3, '0');
}

/** How many partitions the index by creation is spread over: an import may not pile up on one. */
export const CREATION_SHARDS = 16;

/** The partition of the index by creation: 16 buckets each, two digits. */
export function creationShard(customerId: string): string {
  return String(bucketOf(customerId) >> 4).padStart(2, '0');
}

/** A customer as the Customers table keeps it (see storedItem.ts). */
export function encodeCustomer(customer: Customer): StoredCustomer {
  const item: Record<string, StoredValue> = {
    b: text(bucketKey(customer.id)),
    id: text(customer.id),
    v: number(customer.version),
    ca: number(customer.createdAt),
    cs: text(creationShard(customer.id)),
  };
  if (customer.email !== undefined) item['em'] = text(customer.email);
  if (customer.language !== undefined) item['lg'] = text(customer.language);
  if (customer.timeZone !== undefined) item['tz'] = text(customer.timeZone);
  setMap(item, 'at', customer.attributes, encodeAttribute);
  if (customer.consent.email) item['ct'] = map({ email: encodeConsent(customer.consent.email) });
  const { suppression } = customer;
  if (suppression) item['sp'] = map({ why: text(suppression.reason), at: number(suppression.at) });
  setMap(item, 'sg', customer.segments, number);
  setMap(item, 'or', customer.orders, encodeOrders);
  setMap(item, 'ev', customer.events, encodeEvent);
  setMap(item, 'fb', customer.feedback, encodeFeedback);
  const { opens, clicks } = customer.engagement;
  setMap(item, 'en', notEmpty({ o: opens, c: clicks }), text);
  setMap(item, 'cg', customer.reactions, encodeReactions);
  return item;
}

function notEmpty(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function encodeAttribute(value: AttributeValue): StoredValue {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return { BOOL: value };
  return { L: value.map(text) };
}

function encodeConsent({ granted, at, source }: Consent): StoredValue {
  return map({ g: { BOOL: granted }, at: number(at), by: text(source) });
}

/** The inverse of `encodeCustomer`. Throws StoredItemError naming customer and field where the item is something else. */
export function decodeCustomer(item: StoredCustomer): Customer {
  const stored = item['id'];
  const id = stored && 'S' in stored ? stored.S : '(without id)';
  const reader = new FieldReader(id, '', item);
  const email = reader.optionalText('em');
  const language = reader.optionalText('lg');
  const timeZone = reader.optionalText('tz');
  const consent = reader.map('ct');
  const engagement = reader.map('en');
  return {
    id: reader.text('id'),
    version: reader.number('v'),
    createdAt: reader.number('ca'),
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    attributes: reader.map('at').entries((attributes, name) => attributes.attribute(name)),
    consent: consent.has('email') ? { email: decodeConsent(consent.map('email')) } : {},
    ...(reader.has('sp') && { suppression: decodeSuppression(id, reader.map('sp')) }),
    orders: reader.map('or').entries((orders, name) => decodeOrders(orders.map(name))),
    events: reader.map('ev').entries((events, name) => decodeEvent(events.map(name))),
    feedback: reader.map('fb').entries((feedback, name) => decodeFeedback(feedback.map(name))),
    engagement: {
      opens: engagement.optionalText('o') ?? '',
      clicks: engagement.optionalText('c') ?? '',
    },
    reactions: reader.map('cg').entries((campaigns, id) => decodeReactions(campaigns.map(id))),
    segments: reader.map('sg').entries((segments, name) => segments.number(name)),
  };
}

function decodeConsent(reader: FieldReader): Consent {
  return { granted: reader.boolean('g'), at: reader.number('at'), source: reader.text('by') };
}

const REASONS: readonly SuppressionReason[] = ['bounced', 'complained', 'manual'];

function decodeSuppression(id: string, reader: FieldReader): Suppression {
  const why = reader.text('why');
  const reason = REASONS.find((known) => known === why);
  if (!reason) throw new StoredItemError(id, 'sp.why');
  return { reason, at: reader.number('at') };
}
