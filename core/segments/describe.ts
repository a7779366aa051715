import type { Currency } from '../shared/money.ts';
import { createEnglish } from './describe/english.ts';
import { createPersian } from './describe/persian.ts';
import type { Phrases, SaidComparison } from './describe/phrases.ts';
import { createUkrainian } from './describe/ukrainian.ts';
import { isLabels, readsQuantities, RFM_SCORES, type QuantityRule } from './quantityRules.ts';
import type { AttributeRule, Clause, Comparison, Rule } from './rule.ts';

export type Language = 'en' | 'fa' | 'uk';

const LANGUAGES: Readonly<Record<Language, (currency: Currency | undefined) => Phrases>> = {
  en: createEnglish,
  fa: createPersian,
  uk: createUkrainian,
};

// Building Intl formats takes longer than a sentence; languages and currencies are few.
const KNOWN = new Map<string, Phrases>();

function phrasesOf(language: Language, currency: Currency | undefined): Phrases {
  const key = `${language} ${currency ?? ''}`;
  const known = KNOWN.get(key) ?? LANGUAGES[language](currency);
  KNOWN.set(key, known);
  return known;
}

/** A rule in words, on the way to a sentence. True and false are what is left of empty groups. */
type Said = boolean | string | { readonly word: 'and' | 'or'; readonly parts: readonly (string | Group)[] };
type Group = Exclude<Said, boolean | string>;

/**
 * A rule as one sentence, with the language's digits and dates (in Persian those of the Persian calendar). Money is said
 * in `names.currency`, or in minor units where none is given. Negations are worked into the clauses: "not (a and b)"
 * reads "not a or not b".
 */
export function describeRule(
  rule: Rule,
  language: Language,
  names: { segment(id: string): string; readonly currency?: Currency },
): string {
  const phrases = phrasesOf(language, names.currency);
  const said = say(rule, false, phrases, (id) => names.segment(id));
  if (typeof said === 'boolean') return said ? phrases.everyone : phrases.nobody;
  return phrases.sentence(textOf(said, phrases));
}

function textOf(said: string | Group, phrases: Phrases): string {
  if (typeof said === 'string') return said;
  const parts = said.parts.map((part) => (typeof part === 'string' ? part : `(${textOf(part, phrases)})`));
  return phrases.join(parts, said.word);
}

function say(rule: Rule, not: boolean, phrases: Phrases, segment: (id: string) => string): Said {
  if ('all' in rule)
    return grouped(
      rule.all.map((each) => say(each, not, phrases, segment)),
      not ? 'or' : 'and',
    );
  if ('any' in rule)
    return grouped(
      rule.any.map((each) => say(each, not, phrases, segment)),
      not ? 'and' : 'or',
    );
  if ('not' in rule) return say(rule.not, !not, phrases, segment);
  return readsQuantities(rule) ? sayQuantity(rule, not, phrases) : sayClause(rule, not, phrases, segment);
}

function grouped(parts: readonly Said[], word: 'and' | 'or'): Said {
  // What decides the group alone: one false part of an `and`, one true part of an `or`.
  const decides = word === 'or';
  if (parts.includes(decides)) return decides;
  const rest = parts.filter((part) => typeof part !== 'boolean');
  const flat = rest.flatMap((part) => (typeof part !== 'string' && part.word === word ? part.parts : [part]));
  return flat.length > 1 ? { word, parts: flat } : (flat[0] ?? !decides);
}

function sayClause(
  rule: Exclude<Clause, QuantityRule>,
  not: boolean,
  phrases: Phrases,
  segment: (id: string) => string,
): string {
  if ('attribute' in rule) return sayAttribute(rule, not, phrases);
  if ('metric' in rule) {
    const [comparison, turned] = turnedComparison(rule);
    return phrases.metric(rule.metric, rule.within, comparison, not !== turned);
  }
  if ('event' in rule) {
    const count = rule.count ?? { gte: 1 };
    const [comparison, turned] = turnedComparison(count);
    const once = 'gte' in comparison && comparison.gte === 1;
    return phrases.event(rule.event, rule.within, once ? undefined : comparison, not !== turned);
  }
  return 'member' in rule ? phrases.member(segment(rule.member), not) : phrases.consent(not);
}

function sayQuantity(rule: QuantityRule, not: boolean, phrases: Phrases): Said {
  if ('percentile' in rule) {
    const [side, share] = 'top' in rule ? (['top', rule.top] as const) : (['bottom', rule.bottom] as const);
    return phrases.percentile(rule.percentile, rule.within, side, share, not);
  }
  if ('predicted' in rule) {
    const [comparison, turned] = turnedComparison(rule);
    return phrases.predicted(rule.predicted, comparison, not !== turned);
  }
  const { rfm } = rule;
  if (isLabels(rfm)) return phrases.rfmLabels(rfm, not);
  const scores = RFM_SCORES.flatMap((score) => {
    const test = rfm[score];
    if (!test) return [];
    const [comparison, turned] = turnedComparison(test);
    return [phrases.rfmScore(score, comparison, not !== turned)];
  });
  return grouped(scores, not ? 'or' : 'and');
}

function sayAttribute(rule: AttributeRule, not: boolean, phrases: Phrases): string {
  const { attribute } = rule;
  if ('ne' in rule) return phrases.attribute(attribute, { eq: rule.ne }, !not);
  if ('notIn' in rule) return phrases.attribute(attribute, { in: rule.notIn }, !not);
  if ('exists' in rule) return phrases.attribute(attribute, { exists: true }, not === rule.exists);
  return phrases.attribute(attribute, rule, not);
}

/** The comparison to say, and whether it has to be negated. */
function turnedComparison(comparison: Comparison): readonly [SaidComparison, boolean] {
  return 'ne' in comparison ? [{ eq: comparison.ne }, true] : [comparison, false];
}
