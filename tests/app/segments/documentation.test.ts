import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { newCustomer } from '../../../core/customers/customer.ts';
import { encodeCustomer } from '../../../core/customers/codec.ts';
import { compileRule } from '../../../core/segments/compile/compile.ts';
import { contextAt } from '../../../core/segments/evaluation/context.ts';
import { KEPT_DAYS } from '../../../core/customers/dayBuckets.ts';
import { MAX_NAMES_WITH_COMBINATIONS } from '../../../core/customers/events.ts';
import { MAX_SURVEYS } from '../../../core/customers/feedback.ts';
import {
  MAX_COMBINATION_PROPERTIES,
  MAX_PROPERTY_TEXT,
  MAX_COMBINATIONS,
  MAX_COMBINATIONS_TEXT,
} from '../../../core/customers/propertyCombinations.ts';
import { MAX_REACTIONS } from '../../../core/customers/reactions.ts';
import { describeRule } from '../../../core/segments/describe/describe.ts';
import { CAMPAIGN_STEPS } from '../../../core/segments/clauses/campaign.ts';
import { METRICS } from '../../../core/segments/clauses/metric/readMetric.ts';
import { MAX_CLAUSES, MAX_DEPTH, MAX_SEGMENTS } from '../../../core/segments/rule/limits.ts';
import { parseRule } from '../../../core/segments/rule/parseRule.ts';
import { ValidationError } from '../../../core/shared/errors.ts';

const PAGE = readFileSync('docs/segments.md', 'utf8');
const EXAMPLES = [...PAGE.matchAll(/^\| `(\{.*\})` \| (.*) \|$/gm)].map(([, json = '', sentence]) => ({
  json,
  sentence,
}));
const by = {
  segment: (id: string) => (id === 'seg_iran' ? 'Iran' : id),
  campaign: (id: string) => (id === 'cmp_nowruz' ? 'Nowruz' : id),
  currency: 'USD',
};

/** What parseRule says is possible where something is missing: "must have one of eq, ne, ..." */
function namesIn(input: unknown): string[] {
  try {
    parseRule(input);
  } catch (error) {
    const [issue] = error instanceof ValidationError ? error.errors : [];
    return (/one of (.*)$/.exec(issue?.reason ?? '')?.[1] ?? '').split(', ');
  }
  return [];
}

const used = (name: string) => EXAMPLES.some(({ json }) => json.includes(`"${name}":`));

describe('docs/segments.md', () => {
  it.each(EXAMPLES)('says what $json means', ({ json, sentence }) => {
    const rule = parseRule(JSON.parse(json));
    expect(describeRule(rule, 'en', by)).toBe(sentence);
    const holds = compileRule(rule, () => ({ consent: 'email' }));
    expect(typeof holds(encodeCustomer(newCustomer('c', 1)), contextAt(1, 'UTC', 'USD'))).toBe('boolean');
  });

  it('has an example of everything that a rule may have', () => {
    const kinds = namesIn({});
    const tests = namesIn({ attribute: 'x' });
    const comparisons = namesIn({ metric: 'orders' });
    expect([kinds.length > 5, tests.length > 10, comparisons.length > 5]).toEqual([true, true, true]);
    expect([...kinds, ...tests].filter((name) => !used(name))).toEqual([]);
    const metrics = EXAMPLES.map(({ json }) => JSON.parse(json)).filter((rule) => 'metric' in rule);
    expect(METRICS.filter((metric) => !metrics.some((rule) => rule.metric === metric))).toEqual([]);
    expect(comparisons.filter((name) => !metrics.some((rule) => name in rule))).toEqual([]);
  });

  it('says its first rule in three languages, and takes the segments of its file', () => {
    const rule = parseRule(JSON.parse(/```json\n([^]*?)```/.exec(PAGE)![1]!));
    for (const language of ['en', 'fa', 'uk'] as const)
      expect(PAGE).toContain(`- ${language}: ${describeRule(rule, language, by)}\n`);
    const file = parse(/```yaml\n([^]*?)```/.exec(PAGE)![1]!);
    expect(file.segments.map(({ rule: each }: { rule: unknown }) => parseRule(each))).toHaveLength(2);
  });

  it('names the limits as they are', () => {
    expect(PAGE).toContain(`at most ${MAX_DEPTH} levels and ${MAX_CLAUSES} clauses`);
    expect(PAGE).toContain(`at most ${MAX_SEGMENTS} segments`);
    expect(PAGE).toContain(`the first ${MAX_COMBINATION_PROPERTIES} properties by name`);
    expect(PAGE).toContain(`text of at most ${MAX_PROPERTY_TEXT} characters`);
    expect(PAGE).toContain(`the newest ${MAX_COMBINATIONS} pairs of day and properties`);
    expect(PAGE).toContain(`at most ${MAX_COMBINATIONS_TEXT.toLocaleString('en')} characters of properties`);
    expect(PAGE).toContain(`the first ${MAX_NAMES_WITH_COMBINATIONS} event names`);
    expect(PAGE).toContain(`the ${MAX_SURVEYS} surveys answered last`);
    expect(PAGE).toContain(`the newest ${MAX_REACTIONS} opens and clicks`);
    expect(PAGE).toContain(`without a window, in the last ${KEPT_DAYS} days`);
  });

  it('has an example of every step of a campaign and of every test of a property', () => {
    for (const step of CAMPAIGN_STEPS) expect(PAGE).toContain(`"did": "${step}"`);
    const tests = namesIn({ event: 'e', where: { name: {} } });
    expect(tests.length).toBeGreaterThan(5);
    for (const name of tests) expect(PAGE).toMatch(new RegExp(`## Properties[^#]*\`${name}\``));
  });
});
