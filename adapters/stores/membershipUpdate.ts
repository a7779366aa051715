import { isDeepStrictEqual } from 'node:util';
import { FIELD } from '../../core/customers/storedCustomer.ts';
import { withLeft } from '../../core/customers/leftSegments.ts';
import type { StoredCustomer, StoredValue } from '../../core/customers/storedItem.ts';
import type { Database } from '../dynamo/database.ts';
import { updateItem } from '../dynamo/items.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';

interface MembershipDifference {
  readonly enter: readonly string[];
  readonly leave: readonly string[];
}

/**
 * Writes only the membership map `sg`, what was left just now (`lf`) and the version of a customer as it was read
 * (`item`). False where somebody else wrote the customer since, or removed it.
 */
export async function updateMembership(
  database: Database,
  item: StoredCustomer,
  change: MembershipDifference,
  now: number,
): Promise<boolean> {
  const { [FIELD.bucket]: b, [FIELD.id]: id, [FIELD.version]: v } = item;
  if (!b || !id || !v || !('N' in v)) return false;
  const segments = applied(item, change, now);
  const left = withLeft(item, change.leave, now);
  const set = ['#v = :next', ...(segments ? ['#sg = :sg'] : []), ...(left ? ['#lf = :lf'] : [])];
  const remove = [...(segments ? [] : ['#sg']), ...(left ? [] : ['#lf'])];
  const version = { N: String(Number(v.N) + 1) };
  const outcome = await updateItem(
    database,
    'customers',
    {
      Key: { [FIELD.bucket]: b, [FIELD.id]: id },
      UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ConditionExpression: '#v = :v',
      ExpressionAttributeNames: { '#sg': FIELD.segments, '#lf': FIELD.leftSegments, '#v': FIELD.version },
      ExpressionAttributeValues: {
        ':v': v,
        ':next': version,
        ...(segments && { ':sg': segments }),
        ...(left && { ':lf': left }),
      },
    },
    (found: StoredItem) => isDeepStrictEqual([found[FIELD.version], found[FIELD.segments]], [version, segments]),
  );
  return outcome.ok;
}

/** The map afterwards, undefined where it is empty. Who is in already keeps their time. */
function applied(item: StoredCustomer, change: MembershipDifference, now: number): StoredValue | undefined {
  const stored = item[FIELD.segments];
  const segments = new Map(stored && 'M' in stored ? Object.entries(stored.M) : []);
  for (const id of change.leave) segments.delete(id);
  for (const id of change.enter) if (!segments.has(id)) segments.set(id, { N: String(now) });
  return segments.size === 0 ? undefined : { M: Object.fromEntries(segments) };
}
