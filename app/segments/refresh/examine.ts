import { indexKey } from '../../../core/segments/refresh/reevaluationIndex.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { RefreshRules } from '../../../core/segments/refresh/refreshRules.ts';
import { creationText, memberships, storedId, storedVersion } from '../../../core/customers/storedCustomer.ts';
import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import type { ShardIndex } from './shardIndex.ts';
import type { CustomerPage } from '../../ports/stores/customers.ts';
import type { Stores } from '../../ports/stores/stores.ts';

/**
 * Where more than one in so many customers of a page has to be read whole, the page is read again: 1 MB by query costs
 * 128 units, a customer by key one.
 */
const READ_AGAIN = 8;

/** A customer and what they are members of; `due` is the next day on which time alone can change that. */
export interface Examined {
  readonly item: StoredCustomer;
  readonly key: number;
  readonly due: number | undefined;
}

/** `matches` is in the order of the rules' ids, and reused. */
export type Look = (examined: Examined, matches: readonly boolean[]) => void;

export interface Effort {
  /** Customers who were evaluated because they, or the calendar, could have changed what they are members of. */
  evaluated: number;
  /** Rules times customers. */
  evaluations: number;
}

export interface Examination {
  readonly stores: Pick<Stores, 'customers'>;
  readonly rules: RefreshRules;
  readonly context: EvaluationContext;
  readonly index: Pick<ShardIndex, 'known' | 'incremental'>;
  /** Whether pages hold whole customers. */
  readonly whole: boolean;
  readonly effort: Effort;
}

/** Examines the customers of some pages, in their order: evaluated are those for whom something can have changed. */
export async function examine(pages: readonly CustomerPage[], given: Examination, look: Look): Promise<void> {
  const { rules, context } = given;
  const plans = pages.map((page) => page.items.map((item) => planFor(item, given)));
  const read = given.whole ? undefined : await readWhole(pages, plans, given.stores);
  const matches = rules.ids.map(() => false);
  for (const { item, key, entry, stale } of plans.flat()) {
    const current = stale && read ? read.get(storedId(item)) : item;
    // Erased since the page was read.
    if (!current) continue;
    if (entry && storedVersion(current) === entry.version) {
      const due = reconsider(current, entry, stale, given, matches);
      look({ item: current, key, due }, matches);
    } else {
      given.effort.evaluated += 1;
      given.effort.evaluations += rules.ids.length;
      look({ item: current, key, due: rules.due(current, context) }, rules.evaluate(current, context));
    }
  }
}

interface Entry {
  readonly version: number;
  readonly due: number;
}

interface Plan {
  readonly item: StoredCustomer;
  readonly key: number;
  /** What the re-evaluation index says, where it is to be believed. */
  readonly entry: Entry | undefined;
  /** Whether the customer was written, or their day has come. */
  readonly stale: boolean;
}

function planFor(item: StoredCustomer, { index: { known, incremental }, context }: Examination): Plan {
  const key = indexKey(storedId(item), creationText(item));
  const row = known?.reader.find(key);
  if (!known || row === undefined || !incremental) return { item, key, entry: undefined, stale: true };
  const entry = { version: known.index.versions[row] ?? -1, due: known.index.dues[row] ?? 0 };
  return { item, key, entry, stale: entry.version !== storedVersion(item) || entry.due <= context.today };
}

/**
 * For a customer as the index knows them: what is stored stands, but for what time, or something outside of the
 * customer, can change.
 */
function reconsider(
  item: StoredCustomer,
  { due }: Entry,
  stale: boolean,
  { rules, context, effort }: Examination,
  matches: boolean[],
): number | undefined {
  const stored = memberships(item);
  rules.ids.forEach((id, index) => (matches[index] = stored[id] !== undefined));
  const again =
    due <= context.today
      ? [...rules.changedByTime(item, due, context), ...rules.externallyDependent]
      : rules.externallyDependent;
  for (const index of again) matches[index] = rules.holds(index, item, context);
  effort.evaluations += again.length;
  if (!stale) return due;
  effort.evaluated += 1;
  return rules.due(item, context);
}

async function readWhole(
  pages: readonly CustomerPage[],
  plans: readonly (readonly Plan[])[],
  { customers }: Pick<Stores, 'customers'>,
): Promise<ReadonlyMap<string, StoredCustomer>> {
  const read = new Map<string, StoredCustomer>();
  const wanted: string[] = [];
  await Promise.all(
    pages.map(async ({ items: [first], last }, index) => {
      const stale = plans[index]?.filter((plan) => plan.stale).map(({ item }) => storedId(item)) ?? [];
      const many = stale.length * READ_AGAIN > (plans[index]?.length ?? 0);
      const again = first && many ? await customers.between(last.bucket, storedId(first), last.id) : [];
      for (const item of again) read.set(storedId(item), item);
      // A query may be a little behind the one before it.
      wanted.push(...stale.filter((id) => !read.has(id)));
    }),
  );
  for (const [id, item] of await customers.getManyStored(wanted)) read.set(id, item);
  return read;
}
