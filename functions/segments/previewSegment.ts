import { contextAt } from '../../core/segments/compile.ts';
import type { Rule } from '../../core/segments/rule.ts';
import type { Deps } from '../shared/deps.ts';
import { everyCustomer, idOf } from './everyCustomer.ts';
import { fieldsOfRule } from './fieldsOfRule.ts';
import { createWaterfall, type WaterfallStep } from './waterfall.ts';

const SAMPLE = 20;

export interface Preview {
  readonly matched: number;
  readonly scanned: number;
  /** Ids of the first customers found. */
  readonly sample: string[];
  /** How many customers remain after each part of the rule. */
  readonly waterfall: WaterfallStep[];
}

/** Counts whom a rule matches at an instant (epoch ms), part by part, by reading every customer once. */
export async function previewSegment({ stores }: Pick<Deps, 'stores'>, rule: Rule, at: number): Promise<Preview> {
  const [settings, segments] = await Promise.all([stores.settings.get(), stores.segments.all()]);
  const rules = new Map(segments.map((segment) => [segment.id, segment.rule]));
  const lookup = (id: string) => rules.get(id);
  const { add, steps } = createWaterfall(rule, contextAt(at, settings.timeZone, settings.currency), lookup);
  let matched = 0;
  let scanned = 0;
  const sample: string[] = [];
  await everyCustomer(stores, fieldsOfRule(rule, lookup), (item) => {
    scanned++;
    if (!add(item)) return;
    matched++;
    if (sample.length < SAMPLE) sample.push(idOf(item));
  });
  return { matched, scanned, sample, waterfall: steps() };
}
