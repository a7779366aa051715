import type { HistoryPhrases, SaidComparison, SaidProperty } from './phrases.ts';
import type { Texts } from './texts.ts';

type Quantity = (comparison: SaidComparison, format: (value: number) => string) => string;
type Within = (window: string | undefined) => string;

const DID = {
  received: ['received', 'receive'],
  opened: ['opened', 'open'],
  clicked: ['clicked a link of', 'click a link of'],
  converted: ['ordered after', 'order after'],
} as const;

export function englishHistory(texts: Texts, within: Within, quantity: Quantity): HistoryPhrases {
  return {
    feedback: (survey, window, comparison, not) =>
      `whose answer to the survey ${texts.quoted(survey)}${within(window)} is${not ? ' not' : ''} ${quantity(comparison, texts.number)}`,
    campaign(name, did, window, not) {
      const [past, stem] = DID[did];
      return `who ${not ? `did not ${stem}` : past} the campaign ${texts.quoted(name)}${within(window)}`;
    },
  };
}

/** " with category “books” and price at least 100", or nothing. */
export function englishWhere(texts: Texts, where: readonly SaidProperty[], quantity: Quantity): string {
  const parts = where.map(({ name, test, not }) => `${texts.name(name)} ${valueText(texts, test, not, quantity)}`);
  return parts.length === 0 ? '' : ` with ${texts.list(parts, ' and ')}`;
}

function valueText(texts: Texts, test: SaidProperty['test'], not: boolean, quantity: Quantity): string {
  const other = not ? 'other than ' : '';
  if ('in' in test) return `${other}${texts.values(test.in, not ? ' and ' : ' or ')}`;
  return 'eq' in test ? `${other}${texts.scalar(test.eq)}` : quantity(test, texts.number);
}
