import { storedId } from '../../core/customers/storedCustomer.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import type { Deps } from '../ports/deps.ts';
import { customersForRules } from '../evaluation/customersForRules.ts';
import { evaluationContext } from '../evaluation/evaluationContext.ts';
import { fieldsOfRule } from '../../core/segments/rule/fieldsOfRule.ts';
import { createRuleWaterfall, type WaterfallStep } from './ruleWaterfall.ts';

const SAMPLE = 20;
/** Progress is told after this many customers: often enough for a bar, too seldom to cost anything. */
const STEP = 2_000;

export interface Preview {
  readonly matched: number;
  readonly scanned: number;
  /** False where `onProgress` ended the reading: the counts are those of the customers scanned so far, a random part. */
  readonly complete: boolean;
  /** Ids of the first customers found. */
  readonly sample: string[];
  /** How many customers remain after each part of the rule. */
  readonly waterfall: WaterfallStep[];
}

/**
 * Counts whom a rule matches at an instant (epoch ms), part by part, by reading every customer once. `onProgress` is
 * told now and then how many were read; where it answers false, nobody waits any more and the reading stops.
 */
export async function previewSegment(
  { stores }: Pick<Deps, 'stores'>,
  rule: Rule,
  at: number,
  onProgress: (scanned: number) => boolean = () => true,
): Promise<Preview> {
  const segments = await stores.segments.all();
  const rules = new Map(segments.map((segment) => [segment.id, segment.rule]));
  const lookup = (id: string) => rules.get(id);
  const { sendsOf, everyCustomer } = customersForRules(stores, [rule], { at, lookup });
  const context = await evaluationContext(stores, at, { sendsOf });
  const { add, steps } = createRuleWaterfall(rule, context, lookup);
  let matched = 0;
  let scanned = 0;
  let complete = true;
  const sample: string[] = [];
  await everyCustomer(fieldsOfRule(rule, lookup), (item) => {
    scanned++;
    if (scanned % STEP === 0) complete = onProgress(scanned);
    if (!add(item)) return complete;
    matched++;
    if (sample.length < SAMPLE) sample.push(storedId(item));
    return complete;
  });
  return { matched, scanned, complete, sample, waterfall: steps() };
}
