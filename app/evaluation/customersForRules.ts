import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import { readsSends } from '../../core/segments/rule/externalDependency.ts';
import { allClausesOf } from '../../core/segments/rule/clausesOf.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import type { SendLookup } from '../../core/segments/evaluation/sendLookup.ts';
import { BUCKETS, bucketOf } from '../../core/shared/hash.ts';
import { everyCustomer } from './everyCustomer.ts';
import { createSendLookup, type SendLookupOptions } from './sendLookup.ts';
import type { Stores } from '../ports/stores/stores.ts';

type Dependencies = Pick<Stores, 'customers' | 'campaigns' | 'ledger'>;
type Visit = (item: StoredCustomer) => boolean | undefined;

export interface CustomersForRules {
  /** What was sent to the customer being visited; undefined where the rules do not read it. */
  readonly sendsOf: SendLookup | undefined;
  /** As `everyCustomer`. */
  readonly everyCustomer: (fields: readonly string[] | undefined, visit: Visit) => Promise<void>;
}

/** Sixteen ranges: what was sent to a sixteenth of the customers is held at once by each of those at work. */
const WIDTH = 16;
const AT_ONCE = 2;

/** Reads everybody for some rules, with what was sent to them where one of the rules looks at it. */
export function customersForRules(
  stores: Dependencies,
  rules: readonly Rule[],
  options: Required<SendLookupOptions>,
): CustomersForRules {
  const isNeeded = rules.some((rule) => allClausesOf(rule, options.lookup).some(readsSends));
  if (!isNeeded) {
    return { sendsOf: undefined, everyCustomer: (fields, visit) => everyCustomer(stores, fields, visit) };
  }
  const loaded = new Map<number, SendLookup>();
  return {
    sendsOf: (customerId) => loaded.get(Math.floor(bucketOf(customerId) / WIDTH))?.(customerId) ?? [],
    async everyCustomer(fields, visit) {
      const ranges = Array.from({ length: BUCKETS / WIDTH }, (_, index) => index).values();
      let wanted = true;
      const readRanges = async () => {
        for (const index of ranges) {
          const range = { from: index * WIDTH, to: (index + 1) * WIDTH };
          const sends = await createSendLookup(stores, rules, range, options);
          if (sends) loaded.set(index, sends);
          for await (const { items } of stores.customers.pages(range, { fields })) {
            for (const item of items) wanted &&= visit(item) !== false;
            if (!wanted) return;
          }
          loaded.delete(index);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, readRanges));
    },
  };
}
