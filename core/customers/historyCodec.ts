import type { EventAggregate, Feedback, CombinationHistory, OrderAggregate, Reactions } from './customer.ts';
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
    ...encodeCombinations(orders),
  });
}

export function encodeEvent(event: EventAggregate): StoredValue {
  const { count, firstAt, lastAt, days } = event;
  return map({ n: number(count), f: number(firstAt), l: number(lastAt), d: text(days), ...encodeCombinations(event) });
}

function encodeCombinations({
  combinations,
  combinationsFrom,
  combinationsCut,
}: CombinationHistory): Record<string, StoredValue> {
  const fields: Record<string, StoredValue> = {};
  setMap(fields, 'k', combinations ?? {}, text);
  if (combinationsFrom !== undefined) fields['kf'] = number(combinationsFrom);
  if (combinationsCut !== undefined) fields['kc'] = text(combinationsCut);
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
    ...decodeCombinations(reader),
  };
}

export function decodeEvent(reader: FieldReader): EventAggregate {
  return {
    count: reader.number('n'),
    firstAt: reader.number('f'),
    lastAt: reader.number('l'),
    days: reader.text('d'),
    ...decodeCombinations(reader),
  };
}

function decodeCombinations(reader: FieldReader): CombinationHistory {
  return {
    ...(reader.has('k') && { combinations: reader.map('k').entries((combinations, key) => combinations.text(key)) }),
    ...(reader.has('kf') && { combinationsFrom: reader.number('kf') }),
    ...(reader.has('kc') && { combinationsCut: reader.text('kc') }),
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
