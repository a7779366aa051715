import type { SaidProperty } from '../clauses/event/where.ts';
import type { HistoryPhrases, Words } from './phrases.ts';

const DID = {
  received: ['received', 'receive'],
  opened: ['opened', 'open'],
  clicked: ['clicked a link of', 'click a link of'],
  converted: ['ordered after', 'order after'],
} as const;

export function englishHistory({ texts, within, quantity }: Words): HistoryPhrases {
  return {
    feedback: ({ survey, within: window, comparison }, not) =>
      `whose answer to the survey ${texts.quoted(survey)}${within(window)} is${not ? ' not' : ''} ${quantity(comparison, texts.number)}`,
    campaign({ name, did, within: window }, not) {
      const [past, stem] = DID[did];
      return `who ${not ? `did not ${stem}` : past} the campaign ${texts.quoted(name)}${within(window)}`;
    },
  };
}

/** " with category “books” and price at least 100", or nothing. */
export function englishWhere(words: Words, where: readonly SaidProperty[]): string {
  const parts = where.map((each) => `${words.texts.name(each.name)} ${valueText(words, each)}`);
  return parts.length === 0 ? '' : ` with ${words.texts.list(parts, ' and ')}`;
}

function valueText({ texts, quantity }: Words, { test, not }: SaidProperty): string {
  const other = not ? 'other than ' : '';
  if ('in' in test) return `${other}${texts.values(test.in, not ? ' and ' : ' or ')}`;
  return 'eq' in test ? `${other}${texts.scalar(test.eq)}` : quantity(test, texts.number);
}
