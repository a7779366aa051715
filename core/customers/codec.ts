import { CONSENT, ENGAGEMENT, FIELD, storedId, SUPPRESSION } from './storedCustomer.ts';
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
    [FIELD.bucket]: text(bucketKey(customer.id)),
    [FIELD.id]: text(customer.id),
    [FIELD.version]: number(customer.version),
    [FIELD.createdAt]: number(customer.createdAt),
    [FIELD.creationShard]: text(creationShard(customer.id)),
  };
  if (customer.email !== undefined) item[FIELD.email] = text(customer.email);
  if (customer.language !== undefined) item[FIELD.language] = text(customer.language);
  if (customer.timeZone !== undefined) item[FIELD.timeZone] = text(customer.timeZone);
  setMap(item, FIELD.attributes, customer.attributes, encodeAttribute);
  if (customer.consent.email) item[FIELD.consent] = map({ email: encodeConsent(customer.consent.email) });
  const { suppression } = customer;
  if (suppression)
    item[FIELD.suppression] = map({
      [SUPPRESSION.reason]: text(suppression.reason),
      [SUPPRESSION.at]: number(suppression.at),
    });
  setMap(item, FIELD.segments, customer.segments, number);
  setMap(item, FIELD.orders, customer.orders, encodeOrders);
  setMap(item, FIELD.events, customer.events, encodeEvent);
  setMap(item, FIELD.feedback, customer.feedback, encodeFeedback);
  const { opens, clicks } = customer.engagement;
  setMap(item, FIELD.engagement, notEmpty({ [ENGAGEMENT.opens]: opens, [ENGAGEMENT.clicks]: clicks }), text);
  setMap(item, FIELD.reactions, customer.reactions, encodeReactions);
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
  return map({ [CONSENT.granted]: { BOOL: granted }, [CONSENT.at]: number(at), [CONSENT.source]: text(source) });
}

/** The inverse of `encodeCustomer`. Throws StoredItemError naming customer and field where the item is something else. */
export function decodeCustomer(item: StoredCustomer): Customer {
  const stored = storedId(item);
  const id = stored === '' ? '(without id)' : stored;
  const reader = new FieldReader(id, '', item);
  const email = reader.optionalText(FIELD.email);
  const language = reader.optionalText(FIELD.language);
  const timeZone = reader.optionalText(FIELD.timeZone);
  const consent = reader.map(FIELD.consent);
  const engagement = reader.map(FIELD.engagement);
  return {
    id: reader.text(FIELD.id),
    version: reader.number(FIELD.version),
    createdAt: reader.number(FIELD.createdAt),
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    attributes: reader.map(FIELD.attributes).entries((attributes, name) => attributes.attribute(name)),
    consent: consent.has('email') ? { email: decodeConsent(consent.map('email')) } : {},
    ...(reader.has(FIELD.suppression) && { suppression: decodeSuppression(id, reader.map(FIELD.suppression)) }),
    orders: reader.map(FIELD.orders).entries((orders, name) => decodeOrders(orders.map(name))),
    events: reader.map(FIELD.events).entries((events, name) => decodeEvent(events.map(name))),
    feedback: reader.map(FIELD.feedback).entries((feedback, name) => decodeFeedback(feedback.map(name))),
    engagement: {
      opens: engagement.optionalText(ENGAGEMENT.opens) ?? '',
      clicks: engagement.optionalText(ENGAGEMENT.clicks) ?? '',
    },
    reactions: reader.map(FIELD.reactions).entries((campaigns, id) => decodeReactions(campaigns.map(id))),
    segments: reader.map(FIELD.segments).entries((segments, name) => segments.number(name)),
  };
}

function decodeConsent(reader: FieldReader): Consent {
  return {
    granted: reader.boolean(CONSENT.granted),
    at: reader.number(CONSENT.at),
    source: reader.text(CONSENT.source),
  };
}

const REASONS: readonly SuppressionReason[] = ['bounced', 'complained', 'manual'];

function decodeSuppression(id: string, reader: FieldReader): Suppression {
  const why = reader.text(SUPPRESSION.reason);
  const reason = REASONS.find((known) => known === why);
  if (!reason) throw new StoredItemError(id, `${FIELD.suppression}.${SUPPRESSION.reason}`);
  return { reason, at: reader.number(SUPPRESSION.at) };
}
