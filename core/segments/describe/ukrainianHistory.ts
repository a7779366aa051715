import type { HistoryPhrases, Words } from './phrases.ts';

const DID = {
  received: 'отримали лист кампанії',
  opened: 'відкрили лист кампанії',
  clicked: 'перейшли за посиланням кампанії',
  converted: 'зробили замовлення після кампанії',
} as const;

export function ukrainianHistory({ texts, within, quantity }: Words): HistoryPhrases {
  const no = (not: boolean) => (not ? 'не ' : '');
  return {
    feedback: ({ survey, within: window, comparison }, not) =>
      `у яких відповідь на опитування ${texts.quoted(survey)}${within(window)} ${no(not)}становить ${quantity(comparison, texts.number)}`,
    campaign: ({ name, did, within: window }, not) =>
      `які ${no(not)}${DID[did]} ${texts.quoted(name)}${within(window)}`,
  };
}
