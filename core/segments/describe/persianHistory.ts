import type { SaidProperty } from '../clauses/event/where.ts';
import type { HistoryPhrases, Words } from './phrases.ts';

/** What stands before the campaign and the verb, with its negation. */
const DID = {
  received: ['پیام کمپین', ' را', 'دریافت کرده‌اند', 'دریافت نکرده‌اند'],
  opened: ['پیام کمپین', ' را', 'باز کرده‌اند', 'باز نکرده‌اند'],
  clicked: ['روی پیوندی از کمپین', '', 'کلیک کرده‌اند', 'کلیک نکرده‌اند'],
  converted: ['پس از کمپین', '', 'سفارش داده‌اند', 'سفارش نداده‌اند'],
} as const;

export function persianHistory({ texts, within, quantity }: Words): HistoryPhrases {
  return {
    feedback: ({ survey, within: window, comparison }, not) =>
      `پاسخ آن‌ها به نظرسنجی ${texts.quoted(survey)}${within(window)} ${quantity(comparison, texts.number)} ${not ? 'نیست' : 'است'}`,
    campaign({ name, did, within: window }, not) {
      const [before, after, done, undone] = DID[did];
      return `${before} ${texts.quoted(name)}${after}${within(window)} ${not ? undone : done}`;
    },
  };
}

/** " با category برابر «books» و price دست‌کم ۱۰۰", or nothing. */
export function persianWhere(words: Words, where: readonly SaidProperty[]): string {
  const parts = where.map((each) => `${words.texts.name(each.name)} ${valueText(words, each)}`);
  return parts.length === 0 ? '' : ` با ${words.texts.list(parts, ' و ')}`;
}

function valueText({ texts, quantity }: Words, { test, not }: SaidProperty): string {
  const relation = not ? 'غیر از' : 'برابر با';
  if ('in' in test) return `${relation} ${texts.values(test.in, not ? ' و ' : ' یا ')}`;
  return 'eq' in test ? `${relation} ${texts.scalar(test.eq)}` : quantity(test, texts.number);
}
