import type { EventAggregate, Feedback, KindHistory, OrderAggregate, Reactions } from './customer.ts';
import type { FieldReader } from './fieldReader.ts';
import type { StoredValue } from './storedItem.ts';
import { map, number, setMap, text } from './storedFields.ts';

// What a customer did, as stored: see storedItem.ts.

export function encodeOrders(orders: OrderAggregate): StoredValue {
  return map({
    n: number(orders.count),
    g: number(orders.gross),
    r: number(orders.refunds),
    dd: number(orders.orderDays),
    f: number(orders.firstAt),
    l: number(orders.lastAt),
    d: text(orders.days),
    ...encodeKinds(orders),
  });
}

export function encodeEvent(event: EventAggregate): StoredValue {
  const { count, firstAt, lastAt, days } = event;
  return map({ n: number(count), f: number(firstAt), l: number(lastAt), d: text(days), ...encodeKinds(event) });
}

function encodeKinds({ kinds, kindsFrom, kindsCut }: KindHistory): Record<string, StoredValue> {
  const fields: Record<string, StoredValue> = {};
  setMap(fields, 'k', kinds ?? {}, text);
  if (kindsFrom !== undefined) fields['kf'] = number(kindsFrom);
  if (kindsCut !== undefined) fields['kc'] = text(kindsCut);
  return fields;
}

export function encodeFeedback({ score, at }: Feedback): StoredValue {
  return map({ s: number(score), at: number(at) });
}

export function encodeReactions({ opened, clicked }: Reactions): StoredValue {
  return map({
    ...(opened !== undefined && { o: number(opened) }),
    ...(clicked !== undefined && { c: number(clicked) }),
  });
}

export function decodeOrders(reader: FieldReader): OrderAggregate {
  return {
    count: reader.number('n'),
    gross: reader.number('g'),
    refunds: reader.number('r'),
    orderDays: reader.number('dd'),
    firstAt: reader.number('f'),
    lastAt: reader.number('l'),
    days: reader.text('d'),
    ...decodeKinds(reader),
  };
}

export function decodeEvent(reader: FieldReader): EventAggregate {
  return {
    count: reader.number('n'),
    firstAt: reader.number('f'),
    lastAt: reader.number('l'),
    days: reader.text('d'),
    ...decodeKinds(reader),
  };
}

function decodeKinds(reader: FieldReader): KindHistory {
  return {
    ...(reader.has('k') && { kinds: reader.map('k').entries((kinds, key) => kinds.text(key)) }),
    ...(reader.has('kf') && { kindsFrom: reader.number('kf') }),
    ...(reader.has('kc') && { kindsCut: reader.text('kc') }),
  };
}

export function decodeFeedback(reader: FieldReader): Feedback {
  return { score: reader.number('s'), at: reader.number('at') };
}

export function decodeReactions(reader: FieldReader): Reactions {
  return {
    ...(reader.has('o') && { opened: reader.number('o') }),
    ...(reader.has('c') && { clicked: reader.number('c') }),
  };
}
