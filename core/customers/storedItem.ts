/** An attribute value as DynamoDB's JSON has it. Plain data: rules are evaluated on it without decoding. */
export type StoredValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly L: readonly StoredValue[] }
  | { readonly M: Readonly<Record<string, StoredValue>> };

/**
 * A customer as stored. Names are short because a write unit is 1 KB:
 *
 *   b  S  bucket, three digits (partition key)        id S  customer id (sort key)
 *   v  N  version                                     ca N  created at (epoch ms)      cs S  created-index shard
 *   em S  normalised e-mail                           lg S  language                   tz S  time zone
 *   at M  attributes: S | N | BOOL | L of S           ct M  consent: {email: M{g BOOL, at N, by S}}
 *   sp M  suppression {why S, at N}                   sg M  segments: {segment id: N since}
 *   lf M  what a refresh took them out of, until the next write: {at N when it began, s L of S segment ids}
 *   or M  orders: {currency: M{n N, g N, r N, dd N, f N, l N, d S day buckets, k, kf, kc}}
 *   ev M  events: {name: M{n N, f N, l N, d S day buckets, k, kf, kc}}
 *         k M{combination: S day buckets}, kf N first day from which k is complete, kc S the combination it was cut at
 *   fb M  feedback: {survey: M{s N score, at N}}
 *   en M  engagement {o S, c S: day buckets}
 *   cg M  campaigns: {campaign: M{o N last open, c N last click: day numbers}}
 *
 * Empty parts are absent.
 */
export type StoredCustomer = Readonly<Record<string, StoredValue>>;
