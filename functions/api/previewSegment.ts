import { compileRule, contextAt } from '../../core/segments/compile.ts';
import type { Rule } from '../../core/segments/rule.ts';
import type { StoredCustomer } from '../../core/customers/storedItem.ts';
import type { Deps } from '../shared/deps.ts';

/** Parts of a table that are read at the same time. */
const PARTS = 4;
const SAMPLE = 20;

export interface Preview {
  readonly matched: number;
  readonly scanned: number;
  /** Ids of the first customers found. */
  readonly sample: string[];
}

/** Counts whom a rule matches at an instant (epoch ms) by reading every customer once; memory holds a page per part. */
export async function previewSegment({ stores }: Pick<Deps, 'stores'>, rule: Rule, at: number): Promise<Preview> {
  const [settings, segments] = await Promise.all([stores.settings.get(), stores.segments.all()]);
  const rules = new Map(segments.map((segment) => [segment.id, segment.rule]));
  const matches = compileRule(rule, (id) => rules.get(id));
  const context = contextAt(at, settings.timeZone, settings.currency);
  let matched = 0;
  let scanned = 0;
  const sample: string[] = [];
  const readPart = async (segment: number) => {
    for await (const items of stores.customers.scanPages({ segment, total: PARTS })) {
      scanned += items.length;
      for (const item of items) {
        if (!matches(item, context)) continue;
        matched++;
        if (sample.length < SAMPLE) sample.push(idOf(item));
      }
    }
  };
  await Promise.all(Array.from({ length: PARTS }, (_, segment) => readPart(segment)));
  return { matched, scanned, sample };
}

/** The id of a customer as stored. */
export function idOf(item: StoredCustomer): string {
  const id = item['id'];
  return id && 'S' in id ? id.S : '';
}
