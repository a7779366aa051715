import { encodeCustomer } from '../../core/customers/codec.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { compileSegments } from '../../core/segments/compile.ts';
import { membershipChange } from '../../core/segments/membership.ts';
import { evaluationContext } from '../segments/evaluationContext.ts';
import type { Deps } from '../shared/deps.ts';
import type { Stores } from '../stores/stores.ts';
import type { TimelineEvent } from '../stores/timeline.ts';

type Needs = Pick<Deps, 'stores' | 'clock'>;
type Compiled = ReturnType<typeof compileSegments>;

// A new or changed segment takes part in intake within this time; its refresh covers everybody at once.
const FRESH_MS = 5_000;

const CACHE = new WeakMap<Stores, { readonly at: number; readonly compiled: Promise<Compiled> }>();

/** All segments compiled together, at most 5 seconds old: an order must not pay for reading every definition. */
function activeSegments({ stores, clock }: Needs): Promise<Compiled> {
  const known = CACHE.get(stores);
  const now = clock();
  if (known && Math.abs(now - known.at) < FRESH_MS) return known.compiled;
  const compiled = stores.segments.all().then((segments) => compileSegments(segments));
  CACHE.set(stores, { at: now, compiled });
  compiled.catch(() => CACHE.delete(stores));
  return compiled;
}

/**
 * Re-evaluates all segments for a customer who is about to be written, so that membership changes in the same write
 * as what caused it. Returns the customer with their memberships and an event for each that flipped.
 */
export async function withMemberships(
  deps: Needs,
  customer: Customer,
): Promise<{ readonly customer: Customer; readonly events: readonly TimelineEvent[] }> {
  const segments = await activeSegments(deps);
  if (segments.ids.length === 0) return { customer, events: [] };
  const now = deps.clock();
  const item = encodeCustomer(customer);
  const matches = segments.evaluate(item, await evaluationContext(deps.stores, now));
  const change = membershipChange(item, segments.ids, matches);
  if (!change) return { customer, events: [] };
  const memberships = { ...customer.segments };
  for (const id of change.enter) memberships[id] = now;
  const left = new Set(change.leave);
  const kept = Object.fromEntries(Object.entries(memberships).filter(([id]) => !left.has(id)));
  const event = (type: string) => (segmentId: string) => ({
    at: now,
    type,
    id: `${type}:${segmentId}:${now}`,
    segmentId,
  });
  return {
    customer: { ...customer, segments: kept },
    events: [...change.enter.map(event('segment.entered')), ...change.leave.map(event('segment.left'))],
  };
}
