import type { HistoryPhrases, SaidComparison } from './phrases.ts';
import type { Texts } from './texts.ts';

type Quantity = (comparison: SaidComparison, format: (value: number) => string) => string;
type Within = (window: string | undefined) => string;

const DID = {
  received: 'отримали лист кампанії',
  opened: 'відкрили лист кампанії',
  clicked: 'перейшли за посиланням кампанії',
  converted: 'зробили замовлення після кампанії',
} as const;

export function ukrainianHistory(texts: Texts, within: Within, quantity: Quantity): HistoryPhrases {
  const no = (not: boolean) => (not ? 'не ' : '');
  return {
    feedback: (survey, window, comparison, not) =>
      `у яких відповідь на опитування ${texts.quoted(survey)}${within(window)} ${no(not)}становить ${quantity(comparison, texts.number)}`,
    campaign: (name, did, window, not) => `які ${no(not)}${DID[did]} ${texts.quoted(name)}${within(window)}`,
  };
}
