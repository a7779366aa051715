import type { Currency } from '../../shared/money.ts';
import type { Names } from '../clause.ts';
import { askClause, type ClauseRule } from '../clauses/table.ts';
import { foldRule } from '../rule/foldRule.ts';
import type { Rule } from '../rule/rule.ts';
import { createEnglish } from './english.ts';
import { createPersian } from './persian.ts';
import type { Phrases } from './phrases.ts';
import { createUkrainian } from './ukrainian.ts';

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
type Wording = boolean | string | { readonly word: 'and' | 'or'; readonly parts: readonly (string | Group)[] };
type Group = Exclude<Wording, boolean | string>;

/**
 * A rule as one sentence, with the language's digits and dates (in Persian those of the Persian calendar). Money is said
 * in `names.currency`, or in minor units where none is given. Negations are worked into the clauses: "not (a and b)"
 * reads "not a or not b".
 */
export function describeRule(rule: Rule, language: Language, names: Names & { readonly currency?: Currency }): string {
  const phrases = phrasesOf(language, names.currency);
  const said = sayRule(rule, phrases, names)(false);
  if (typeof said === 'boolean') return said ? phrases.everyone : phrases.nobody;
  return phrases.sentence(textOf(said, phrases));
}

function textOf(said: string | Group, phrases: Phrases): string {
  if (typeof said === 'string') return said;
  const parts = said.parts.map((part) => (typeof part === 'string' ? part : `(${textOf(part, phrases)})`));
  return phrases.join(parts, said.word);
}

/** The rule, or its negation (`not`). */
type Saying = (not: boolean) => Wording;

function sayRule(rule: Rule, phrases: Phrases, names: Names): Saying {
  return foldRule<Saying>(rule, {
    all: (parts) => (not) =>
      grouped(
        parts.map((part) => part(not)),
        not ? 'or' : 'and',
      ),
    any: (parts) => (not) =>
      grouped(
        parts.map((part) => part(not)),
        not ? 'and' : 'or',
      ),
    not: (part) => (not) => part(!not),
    clause: (clause) => sayClause(clause, phrases, names),
  });
}

function sayClause(rule: ClauseRule, phrases: Phrases, names: Names): Saying {
  return askClause(rule, (clause, own) => {
    const parts = clause.describe(own, names);
    return (not) => {
      const said = parts.map((part) => phrases.clauses[clause.key](part.operands, not !== part.not));
      return grouped(said, not ? 'or' : 'and');
    };
  });
}

function grouped(parts: readonly Wording[], word: 'and' | 'or'): Wording {
  // What decides the group alone: one false part of an `and`, one true part of an `or`.
  const decides = word === 'or';
  if (parts.includes(decides)) return decides;
  const rest = parts.filter((part) => typeof part !== 'boolean');
  const flat = rest.flatMap((part) => (typeof part !== 'string' && part.word === word ? part.parts : [part]));
  return flat.length > 1 ? { word, parts: flat } : (flat[0] ?? !decides);
}
