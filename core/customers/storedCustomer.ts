import { NO_VALUES, numberOf, type Value, type Values } from './storedValues.ts';

// The one file that knows what a stored customer's fields are called; lint refuses the names elsewhere. They are short
// because a write unit is 1 KB. Readers take the item as stored: a pass over everybody asks each for a field or two and
// decodes nothing.

/** Fields of the item; empty parts are absent. storedItem.ts says what they hold. */
export const FIELD = {
  bucket: 'b',
  id: 'id',
  version: 'v',
  createdAt: 'ca',
  creationShard: 'cs',
  email: 'em',
  language: 'lg',
  timeZone: 'tz',
  attributes: 'at',
  consent: 'ct',
  suppression: 'sp',
  segments: 'sg',
  leftSegments: 'lf',
  orders: 'or',
  events: 'ev',
  feedback: 'fb',
  engagement: 'en',
  reactions: 'cg',
} as const;

/** Fields of what is kept per currency of orders and per name of events. */
export const HISTORY = {
  count: 'n',
  gross: 'g',
  refunds: 'r',
  orderDays: 'dd',
  firstAt: 'f',
  lastAt: 'l',
  days: 'd',
  combinations: 'k',
  combinationsFrom: 'kf',
  combinationsCut: 'kc',
} as const;

export const CONSENT = { granted: 'g', at: 'at', source: 'by' } as const;
export const SUPPRESSION = { reason: 'why', at: 'at' } as const;
export const FEEDBACK = { score: 's', at: 'at' } as const;
export const ENGAGEMENT = { opens: 'o', clicks: 'c' } as const;
export const REACTIONS = { opened: 'o', clicked: 'c' } as const;
export const LEFT_SEGMENTS = { at: 'at', segments: 's' } as const;

/** A field's one entry, for reading no more of it: "at/city". */
export const attributeField = (name: string): string => `${FIELD.attributes}/${name}`;

/** The id; empty where the field was not read. */
export const storedId = (item: Values): string => item['id']?.S ?? '';

/** The version, which grows by one with every write. */
export const storedVersion = (item: Values): number => numberOf(item['v']);

/** When they were made, in the digits that are stored (epoch ms). */
export const creationText = (item: Values): string => item['ca']?.N ?? '';

/** When they were made (epoch ms). */
export const createdAt = (item: Values): number => numberOf(item['ca']);

/** Attributes by name. */
export const storedAttributes = (item: Values): Values => item['at']?.M ?? NO_VALUES;

/** Segment id to since when (epoch ms), of the segments they are in. */
export const memberships = (item: Values): Values => item['sg']?.M ?? NO_VALUES;

/** Since when (epoch ms) they are in a segment; undefined where they are not. */
export function memberSince(item: Values, segmentId: string): number | undefined {
  const since = memberships(item)[segmentId]?.N;
  return since === undefined ? undefined : Number(since);
}

/** What the refresh that began at `at` (epoch ms) took them out of. */
export function leftSegments(item: Values): { readonly at: number; readonly segments: readonly string[] } | undefined {
  const left = item['lf']?.M;
  return left && { at: Number(left['at']?.N), segments: left['s']?.L?.flatMap(({ S }) => S ?? []) ?? [] };
}

/** Whether they want e-mail; false where nothing is known. */
export const wantsEmail = (item: Values): boolean => item['ct']?.M?.['email']?.M?.['g']?.BOOL === true;

/** What is known of their consent to e-mail. */
export function emailConsent(item: Values): { granted?: Value; at?: Value; source?: Value } | undefined {
  const consent = item['ct']?.M?.['email']?.M;
  if (!consent) return undefined;
  const { g: granted, at, by: source } = consent;
  return { ...(granted && { granted }), ...(at && { at }), ...(source && { source }) };
}

/** The latest answer to a survey: `at` in epoch ms. */
export function latestAnswer(
  item: Values,
  survey: string,
): { readonly score: number; readonly at: number } | undefined {
  const answer = item['fb']?.M?.[survey]?.M;
  return answer && { score: Number(answer['s']?.N), at: Number(answer['at']?.N) };
}

/** The history of orders in a currency. */
export const ordersIn = (item: Values, currency: string): Values | undefined => item['or']?.M?.[currency]?.M;

/** The histories of orders, by currency. */
export const ordersByCurrency = (item: Values): Values => item['or']?.M ?? NO_VALUES;

/** The history of an event. */
export const eventsNamed = (item: Values, event: string): Values | undefined => item['ev']?.M?.[event]?.M;

/** Day buckets of opens or clicks. */
export const engagementDays = (item: Values, what: keyof typeof ENGAGEMENT): string | undefined =>
  item['en']?.M?.[ENGAGEMENT[what]]?.S;

/** The day (day number, as stored) they last opened or clicked a campaign. */
export const lastReactionDay = (item: Values, campaign: string, what: keyof typeof REACTIONS): string | undefined =>
  item['cg']?.M?.[campaign]?.M?.[REACTIONS[what]]?.N;

// Of a history.

export const historyCount = (history: Values | undefined): number => numberOf(history?.['n']);
export const historyDays = (history: Values | undefined): string | undefined => history?.['d']?.S;
/** Minor units before refunds. */
export const historyGross = (history: Values | undefined): number => numberOf(history?.['g']);
/** Minor units given back. */
export const historyRefunds = (history: Values | undefined): number => numberOf(history?.['r']);
export const historyOrderDays = (history: Values | undefined): number => numberOf(history?.['dd']);
/** Of the first or the last (epoch ms, as stored). */
export const historyInstant = (history: Values | undefined, which: 'firstAt' | 'lastAt'): string | undefined =>
  history?.[HISTORY[which]]?.N;
/** Day buckets by combination of properties. */
export const historyCombinations = (history: Values): Values | undefined => history['k']?.M;
/** The first day (day number) from which combinations are complete; -Infinity: always. */
export const combinationsFrom = (history: Values): number => numberOf(history['kf'], -Infinity);
