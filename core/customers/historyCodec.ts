import { FEEDBACK, HISTORY, REACTIONS } from './storedCustomer.ts';
import type { EventAggregate, Feedback, CombinationHistory, OrderAggregate, Reactions } from './customer.ts';
import type { FieldReader } from './fieldReader.ts';
import type { StoredValue } from './storedItem.ts';
import { map, number, setMap, text } from './storedFields.ts';

// What a customer did, as stored: see storedItem.ts.

export function encodeOrders(orders: OrderAggregate): StoredValue {
  return map({
    [HISTORY.count]: number(orders.count),
    [HISTORY.gross]: number(orders.gross),
    [HISTORY.refunds]: number(orders.refunds),
    [HISTORY.orderDays]: number(orders.orderDays),
    [HISTORY.firstAt]: number(orders.firstAt),
    [HISTORY.lastAt]: number(orders.lastAt),
    [HISTORY.days]: text(orders.days),
    ...encodeCombinations(orders),
  });
}

export function encodeEvent(event: EventAggregate): StoredValue {
  const { count, firstAt, lastAt, days } = event;
  return map({
    [HISTORY.count]: number(count),
    [HISTORY.firstAt]: number(firstAt),
    [HISTORY.lastAt]: number(lastAt),
    [HISTORY.days]: text(days),
    ...encodeCombinations(event),
  });
}

function encodeCombinations({
  combinations,
  combinationsFrom,
  combinationsCut,
}: CombinationHistory): Record<string, StoredValue> {
  const fields: Record<string, StoredValue> = {};
  setMap(fields, HISTORY.combinations, combinations ?? {}, text);
  if (combinationsFrom !== undefined) fields[HISTORY.combinationsFrom] = number(combinationsFrom);
  if (combinationsCut !== undefined) fields[HISTORY.combinationsCut] = text(combinationsCut);
  return fields;
}

export function encodeFeedback({ score, at }: Feedback): StoredValue {
  return map({ [FEEDBACK.score]: number(score), [FEEDBACK.at]: number(at) });
}

export function encodeReactions({ opened, clicked }: Reactions): StoredValue {
  return map({
    ...(opened !== undefined && { [REACTIONS.opened]: number(opened) }),
    ...(clicked !== undefined && { [REACTIONS.clicked]: number(clicked) }),
  });
}

export function decodeOrders(reader: FieldReader): OrderAggregate {
  return {
    count: reader.number(HISTORY.count),
    gross: reader.number(HISTORY.gross),
    refunds: reader.number(HISTORY.refunds),
    orderDays: reader.number(HISTORY.orderDays),
    firstAt: reader.number(HISTORY.firstAt),
    lastAt: reader.number(HISTORY.lastAt),
    days: reader.text(HISTORY.days),
    ...decodeCombinations(reader),
  };
}

export function decodeEvent(reader: FieldReader): EventAggregate {
  return {
    count: reader.number(HISTORY.count),
    firstAt: reader.number(HISTORY.firstAt),
    lastAt: reader.number(HISTORY.lastAt),
    days: reader.text(HISTORY.days),
    ...decodeCombinations(reader),
  };
}

function decodeCombinations(reader: FieldReader): CombinationHistory {
  return {
    ...(reader.has(HISTORY.combinations) && {
      combinations: reader.map(HISTORY.combinations).entries((combinations, key) => combinations.text(key)),
    }),
    ...(reader.has(HISTORY.combinationsFrom) && { combinationsFrom: reader.number(HISTORY.combinationsFrom) }),
    ...(reader.has(HISTORY.combinationsCut) && { combinationsCut: reader.text(HISTORY.combinationsCut) }),
  };
}

export function decodeFeedback(reader: FieldReader): Feedback {
  return { score: reader.number(FEEDBACK.score), at: reader.number(FEEDBACK.at) };
}

export function decodeReactions(reader: FieldReader): Reactions {
  return {
    ...(reader.has(REACTIONS.opened) && { opened: reader.number(REACTIONS.opened) }),
    ...(reader.has(REACTIONS.clicked) && { clicked: reader.number(REACTIONS.clicked) }),
  };
}
