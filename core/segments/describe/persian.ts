import type { Currency } from '../../shared/money.ts';
import type { SaidTest } from '../clauses/attribute/attributeTest.ts';
import type { Metric } from '../clauses/metric/readMetric.ts';
import type { Span } from '../dates/spans.ts';
import type { SaidComparison } from '../operands/said.ts';
import { persianHistory, persianWhere } from './persianHistory.ts';
import { persianQuantities } from './persianPopulation.ts';
import type { Phrases, Words } from './phrases.ts';
import { createTexts, type Style, type Texts } from './texts.ts';

const UNITS = { d: 'روز', w: 'هفته', m: 'ماه', y: 'سال' } as const;

// Nouns stay singular after a number.
const spanText = (count: string, { unit }: Span) => `${count} ${UNITS[unit]}`;

const STYLE: Style = {
  locale: 'fa-IR',
  quotes: ['«', '»'],
  otherDirection: /[A-Za-z\u00c0-\u04ff]/,
  comma: '، ',
  yes: '«بله»',
  no: '«خیر»',
  minorUnits: '(به کوچک‌ترین واحد پول)',
  fields: { language: 'زبان', timeZone: 'منطقهٔ زمانی', email: 'نشانی ایمیل' },
  today: 'امروز',
  yearSuffix: '',
  others: (count) => `${count} مورد دیگر`,
  ago: (span) => `${span} پیش`,
  ahead: (span) => `${span} بعد`,
  span: spanText,
};

const METRIC: Readonly<Record<Exclude<Metric, 'lastOrderDays' | 'firstOrderDays'>, string>> = {
  orders: 'تعداد سفارش‌های آن‌ها',
  revenue: 'درآمد حاصل از آن‌ها',
  averageOrder: 'میانگین مبلغ سفارش آن‌ها',
  orderDays: 'تعداد روزهای سفارش آن‌ها',
  sends: 'تعداد پیام‌های فرستاده‌شده به آن‌ها',
  opens: 'تعداد پیام‌های بازشدهٔ آن‌ها',
  clicks: 'تعداد کلیک‌های آن‌ها',
};

export function createPersian(currency: Currency | undefined): Phrases {
  const texts = createTexts(STYLE, currency);
  const within = (window: string | undefined) => (window === undefined ? '' : ` ${past(texts, window)}`);
  const words: Words = { texts, within, quantity };
  return {
    everyone: 'همهٔ مشتریان.',
    nobody: 'هیچ مشتری.',
    sentence: (body) => `مشتریانی که ${body}.`,
    join: (parts, word) => texts.list(parts, word === 'and' ? ' و ' : ' یا '),
    clauses: {
      attribute: ({ attribute: name, test }, not) => attribute(texts, name, test, not),
      metric({ metric, within: window, comparison }, not) {
        if (metric === 'lastOrderDays' || metric === 'firstOrderDays') {
          const order = metric === 'lastOrderDays' ? 'آخرین' : 'نخستین';
          return `از ${order} سفارش آن‌ها ${quantity(comparison, texts.number)} روز ${not ? 'نگذشته' : 'گذشته'} است`;
        }
        const format = metric === 'revenue' || metric === 'averageOrder' ? texts.money : texts.number;
        return `${METRIC[metric]}${within(window)} ${quantity(comparison, format)} ${is(not)}`;
      },
      event({ name, where, within: window, comparison }, not) {
        const times = comparison ? ` ${quantity(comparison, texts.number)} بار` : '';
        const event = `${texts.quoted(name)}${persianWhere(words, where)}`;
        return `رویداد ${event}${within(window)}${times} برای آن‌ها رخ ${not ? 'نداده' : 'داده'} است`;
      },
      consent: (_operands, not) => `با دریافت ایمیل موافقت ${not ? 'نکرده‌اند' : 'کرده‌اند'}`,
      member: ({ name }, not) => `عضو بخش ${texts.quoted(name)} ${not ? 'نیستند' : 'هستند'}`,
      ...persianHistory(words),
      ...persianQuantities(words),
    },
  };
}

const is = (not: boolean) => (not ? 'نیست' : 'است');

const past = (texts: Texts, window: string) => `در ${windowText(texts, window)} گذشته`;
const future = (texts: Texts, window: string) => `در ${windowText(texts, window)} آینده`;

function windowText(texts: Texts, window: string): string {
  const span = texts.span(window);
  return `${texts.number(span.count)} ${span.unit === 'w' ? 'هفتهٔ' : UNITS[span.unit]}`;
}

function quantity(comparison: SaidComparison, format: (value: number) => string): string {
  if ('eq' in comparison) return format(comparison.eq);
  if ('gt' in comparison) return `بیشتر از ${format(comparison.gt)}`;
  if ('gte' in comparison) return `دست‌کم ${format(comparison.gte)}`;
  if ('lt' in comparison) return `کمتر از ${format(comparison.lt)}`;
  if ('lte' in comparison) return `حداکثر ${format(comparison.lte)}`;
  return `بین ${format(comparison.between[0])} تا ${format(comparison.between[1])}`;
}

function attribute(texts: Texts, attributeName: string, test: SaidTest, not: boolean): string {
  const name = `${texts.name(attributeName)} آن‌ها`;
  if ('eq' in test) return `${name} ${texts.scalar(test.eq)} ${is(not)}`;
  if ('in' in test) {
    if (test.in.length === 1) return `${name} ${texts.values(test.in, '')} ${is(not)}`;
    return not
      ? `${name} هیچ‌یک از ${texts.values(test.in, ' و ')} نیست`
      : `${name} ${texts.values(test.in, ' یا ')} است`;
  }
  if ('exists' in test) return `${name} ثبت ${not ? 'نشده' : 'شده'} است`;
  if ('contains' in test) return `${name} شامل ${texts.quoted(test.contains)} ${is(not)}`;
  if ('startsWith' in test) return `${name} با ${texts.quoted(test.startsWith)} آغاز ${not ? 'نمی‌شود' : 'می‌شود'}`;
  if ('endsWith' in test) return `${name} به ${texts.quoted(test.endsWith)} ختم ${not ? 'نمی‌شود' : 'می‌شود'}`;
  if ('hasAny' in test) return has(texts, name, test.hasAny, not ? 'هیچ‌یک از ' : 'دست‌کم یکی از ', not);
  if ('hasAll' in test) return has(texts, name, test.hasAll, 'همهٔ ', not);
  if ('before' in test) return `${name} زودتر از ${texts.date(test.before)} ${is(not)}`;
  if ('after' in test) return `${name} دیرتر از ${texts.date(test.after)} ${is(not)}`;
  if ('withinLast' in test) return `${name} ${past(texts, test.withinLast)} ${is(not)}`;
  if ('withinNext' in test) return `${name} ${future(texts, test.withinNext)} ${is(not)}`;
  if ('anniversaryWithin' in test) {
    const calendar = test.calendar === 'persian' ? 'به تقویم هجری شمسی' : 'به تقویم میلادی';
    return `سالگرد ${name} ${calendar} ${future(texts, test.anniversaryWithin)} ${is(not)}`;
  }
  if ('between' in test) {
    const [low, high] = test.between;
    if (typeof low === 'string' || typeof high === 'string') {
      return `${name} از ${texts.date(String(low))} تا ${texts.date(String(high))} ${is(not)}`;
    }
    return `${name} ${quantity({ between: [low, high] }, texts.number)} ${is(not)}`;
  }
  return `${name} ${quantity(test, texts.number)} ${is(not)}`;
}

function has(texts: Texts, name: string, values: readonly string[], amount: string, not: boolean): string {
  const verb = not ? 'ندارد' : 'دارد';
  return `${name} ${values.length === 1 ? '' : amount}${texts.values(values, ' و ')} را ${verb}`;
}
