import type { HistoryPhrases, SaidComparison, SaidProperty } from './phrases.ts';
import type { Texts } from './texts.ts';

type Quantity = (comparison: SaidComparison, format: (value: number) => string) => string;
type Within = (window: string | undefined) => string;

/** What stands before the campaign and the verb, with its negation. */
const DID = {
  received: ['پیام کمپین', ' را', 'دریافت کرده‌اند', 'دریافت نکرده‌اند'],
  opened: ['پیام کمپین', ' را', 'باز کرده‌اند', 'باز نکرده‌اند'],
  clicked: ['روی پیوندی از کمپین', '', 'کلیک کرده‌اند', 'کلیک نکرده‌اند'],
  converted: ['پس از کمپین', '', 'سفارش داده‌اند', 'سفارش نداده‌اند'],
} as const;

export function persianHistory(texts: Texts, within: Within, quantity: Quantity): HistoryPhrases {
  return {
    feedback: (survey, window, comparison, not) =>
      `پاسخ آن‌ها به نظرسنجی ${texts.quoted(survey)}${within(window)} ${quantity(comparison, texts.number)} ${not ? 'نیست' : 'است'}`,
    campaign(name, did, window, not) {
      const [before, after, done, undone] = DID[did];
      return `${before} ${texts.quoted(name)}${after}${within(window)} ${not ? undone : done}`;
    },
  };
}

/** " با category برابر «books» و price دست‌کم ۱۰۰", or nothing. */
export function persianWhere(texts: Texts, where: readonly SaidProperty[], quantity: Quantity): string {
  const parts = where.map(({ name, test, not }) => `${texts.name(name)} ${valueText(texts, test, not, quantity)}`);
  return parts.length === 0 ? '' : ` با ${texts.list(parts, ' و ')}`;
}

function valueText(texts: Texts, test: SaidProperty['test'], not: boolean, quantity: Quantity): string {
  const relation = not ? 'غیر از' : 'برابر با';
  if ('in' in test) return `${relation} ${texts.values(test.in, not ? ' و ' : ' یا ')}`;
  return 'eq' in test ? `${relation} ${texts.scalar(test.eq)}` : quantity(test, texts.number);
}
