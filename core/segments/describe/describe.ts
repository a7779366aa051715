import type { Currency } from '../../shared/money.ts';
import { createEnglish } from './english.ts';
import { createPersian } from './persian.ts';
import type { Phrases, SaidComparison, SaidProperty } from './phrases.ts';
import { createUkrainian } from './ukrainian.ts';
import type { Where } from '../rule/historyRules.ts';
import { isLabels, readsQuantities, RFM_SCORES, type QuantityRule } from '../rule/quantityRules.ts';
import type { AttributeRule, Clause, Comparison, Rule } from '../rule/rule.ts';

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

/** What segments and campaigns are called; a campaign without a name is called by its id. */
interface Names {
  segment(id: string): string;
  campaign?(id: string): string;
}

/** A rule in words, on the way to a sentence. True and false are what is left of empty groups. */
type Said = boolean | string | { readonly word: 'and' | 'or'; readonly parts: readonly (string | Group)[] };
type Group = Exclude<Said, boolean | string>;

/**
 * A rule as one sentence, with the language's digits and dates (in Persian those of the Persian calendar). Money is said
 * in `names.currency`, or in minor units where none is given. Negations are worked into the clauses: "not (a and b)"
 * reads "not a or not b".
 */
export function describeRule(rule: Rule, language: Language, names: Names & { readonly currency?: Currency }): string {
  const phrases = phrasesOf(language, names.currency);
  const said = say(rule, false, phrases, names);
  if (typeof said === 'boolean') return said ? phrases.everyone : phrases.nobody;
  return phrases.sentence(textOf(said, phrases));
}

function textOf(said: string | Group, phrases: Phrases): string {
  if (typeof said === 'string') return said;
  const parts = said.parts.map((part) => (typeof part === 'string' ? part : `(${textOf(part, phrases)})`));
  return phrases.join(parts, said.word);
}

function say(rule: Rule, not: boolean, phrases: Phrases, names: Names): Said {
  if ('all' in rule)
    return grouped(
      rule.all.map((each) => say(each, not, phrases, names)),
      not ? 'or' : 'and',
    );
  if ('any' in rule)
    return grouped(
      rule.any.map((each) => say(each, not, phrases, names)),
      not ? 'and' : 'or',
    );
  if ('not' in rule) return say(rule.not, !not, phrases, names);
  return readsQuantities(rule) ? sayQuantity(rule, not, phrases) : sayClause(rule, not, phrases, names);
}

function grouped(parts: readonly Said[], word: 'and' | 'or'): Said {
  // What decides the group alone: one false part of an `and`, one true part of an `or`.
  const decides = word === 'or';
  if (parts.includes(decides)) return decides;
  const rest = parts.filter((part) => typeof part !== 'boolean');
  const flat = rest.flatMap((part) => (typeof part !== 'string' && part.word === word ? part.parts : [part]));
  return flat.length > 1 ? { word, parts: flat } : (flat[0] ?? !decides);
}

function sayClause(rule: Exclude<Clause, QuantityRule>, not: boolean, phrases: Phrases, names: Names): string {
  if ('attribute' in rule) return sayAttribute(rule, not, phrases);
  if ('metric' in rule) {
    const [comparison, turned] = turnedComparison(rule);
    return phrases.metric(rule.metric, rule.within, comparison, not !== turned);
  }
  if ('event' in rule) {
    const count = rule.count ?? { gte: 1 };
    const [comparison, turned] = turnedComparison(count);
    const once = 'gte' in comparison && comparison.gte === 1;
    const event = { name: rule.event, where: saidWhere(rule.where), within: rule.within };
    return phrases.event(event, once ? undefined : comparison, not !== turned);
  }
  if ('feedback' in rule) {
    const [comparison, turned] = turnedComparison(rule);
    return phrases.feedback(rule.feedback, rule.within, comparison, not !== turned);
  }
  if ('campaign' in rule) {
    const name = names.campaign?.(rule.campaign) ?? rule.campaign;
    return phrases.campaign(name, rule.did, rule.within, not);
  }
  return 'member' in rule ? phrases.member(names.segment(rule.member), not) : phrases.consent(not);
}

function saidWhere(where: Where = {}): SaidProperty[] {
  return Object.entries(where).map(([name, given]) => {
    const test = typeof given === 'object' ? given : { eq: given };
    if ('ne' in test) return { name, test: { eq: test.ne }, not: true };
    return 'notIn' in test ? { name, test: { in: test.notIn }, not: true } : { name, test, not: false };
  });
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
