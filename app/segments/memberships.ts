import { encodeCustomer } from '../../core/customers/codec.ts';
import type { Customer } from '../../core/customers/customer.ts';
import { membershipEvents } from '../../core/customers/membershipEvents.ts';
import { compileSegments } from '../../core/segments/compile/compile.ts';
import { membershipChange } from '../../core/segments/refresh/membership.ts';
import { externalDependencies } from '../../core/segments/rule/externalDependency.ts';
import { evaluationContext } from '../evaluation/evaluationContext.ts';
import type { Deps } from '../ports/deps.ts';
import type { Segment } from '../../core/segments/segment.ts';
import type { Stores } from '../ports/stores/stores.ts';
import type { CustomerEvent } from '../../core/customers/timeline.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock'>;

interface Active extends ReturnType<typeof compileSegments> {
  /** By index: evaluated by what was sent, which is not known here. */
  readonly readsSends: readonly boolean[];
}

// A new or changed segment takes part in writes within this time; its refresh covers everybody at once.
const FRESH_MS = 5_000;

const CACHE = new WeakMap<Stores, { readonly at: number; readonly compiled: Promise<Active> }>();

/** All segments compiled together, at most 5 seconds old: an order must not pay for reading every definition. */
function activeSegments({ stores, clock }: Dependencies): Promise<Active> {
  const known = CACHE.get(stores);
  const now = clock();
  if (known && Math.abs(now - known.at) < FRESH_MS) return known.compiled;
  const compiled = stores.segments.all().then(activate);
  CACHE.set(stores, { at: now, compiled });
  compiled.catch(() => CACHE.delete(stores));
  return compiled;
}

function activate(segments: readonly Segment[]): Active {
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const readsSends = segments.map(({ rule }) => externalDependencies(rule, (id) => rules.get(id)).has('sends'));
  return { ...compileSegments(segments), readsSends };
}

/**
 * Re-evaluates all segments for a customer who is about to be written, so that membership changes in the same write
 * as what caused it; those evaluated by what was sent wait for the refresh. Returns the customer with their memberships and
 * an event for each that changed.
 */
export async function withMemberships(
  deps: Dependencies,
  customer: Customer,
): Promise<{ readonly customer: Customer; readonly events: readonly CustomerEvent[] }> {
  const segments = await activeSegments(deps);
  if (segments.ids.length === 0) return { customer, events: [] };
  const now = deps.clock();
  const item = encodeCustomer(customer);
  const evaluated = segments.evaluate(item, await evaluationContext(deps.stores, now));
  // Those that read what was sent stay as they are until the next refresh.
  const stored = customer.segments;
  const matches = segments.ids.map((id, index) =>
    segments.readsSends[index] === true ? Object.hasOwn(stored, id) : evaluated[index] === true,
  );
  const change = membershipChange(item, segments.ids, matches);
  if (!change) return { customer, events: [] };
  const memberships = { ...customer.segments };
  for (const id of change.enter) memberships[id] = now;
  const left = new Set(change.leave);
  const kept = Object.fromEntries(Object.entries(memberships).filter(([id]) => !left.has(id)));
  return { customer: { ...customer, segments: kept }, events: membershipEvents(change, now) };
}
