import { memberships } from '../../customers/storedCustomer.ts';
import type { StoredCustomer } from '../../customers/storedItem.ts';
import type { Values } from '../../customers/storedValues.ts';

export interface MembershipChange {
  readonly enter: readonly string[];
  readonly leave: readonly string[];
}

/**
 * What differs between the segments a customer is stored as member of and those that hold now (`matches`, in the order
 * of `ids`); undefined, and nothing made, where nothing does. With `all`, `ids` are all segments there are, and
 * memberships in any other are left too.
 */
export function membershipChange(
  item: StoredCustomer,
  ids: readonly string[],
  matches: readonly boolean[],
  { all = false }: { readonly all?: boolean } = {},
): MembershipChange | undefined {
  const stored = memberships(item);
  let kept = 0;
  let changed = false;
  for (let index = 0; index < ids.length; index++) {
    const member = stored[ids[index] ?? ''] !== undefined;
    if (member) kept++;
    if (member !== matches[index]) changed = true;
  }
  if (!changed && !(all && size(stored) > kept)) return undefined;
  const others = all && size(stored) > kept ? Object.keys(stored).filter((id) => !ids.includes(id)) : [];
  return {
    enter: ids.filter((id, index) => matches[index] === true && stored[id] === undefined),
    leave: [...ids.filter((id, index) => matches[index] !== true && stored[id] !== undefined), ...others],
  };
}

function size(values: Values): number {
  let count = 0;
  for (const id in values) if (values[id] !== undefined) count++;
  return count;
}
