import type { Currency } from '../../shared/money.ts';
import type { SaidTest } from '../clauses/attribute/attributeTest.ts';
import type { Metric } from '../clauses/metric/readMetric.ts';
import type { Span } from '../dates/spans.ts';
import type { SaidComparison } from '../operands/said.ts';
import { ukrainianHistory } from './ukrainianHistory.ts';
import { ukrainianQuantities } from './ukrainianPopulation.ts';
import { boundOf, type Phrases, type Words } from './phrases.ts';
import { createTexts, type Style, type Texts } from './texts.ts';

/** Forms after 1, 2-4 and 5 or more (accusative), and after "from ... to 1" (genitive; of many it is the third form). */
type Forms = readonly [one: string, few: string, many: string, genitive: string];

const UNITS: Readonly<Record<Span['unit'], Forms>> = {
  d: ['день', 'дні', 'днів', 'дня'],
  w: ['тиждень', 'тижні', 'тижнів', 'тижня'],
  m: ['місяць', 'місяці', 'місяців', 'місяця'],
  y: ['рік', 'роки', 'років', 'року'],
};
const TIMES: Forms = ['раз', 'рази', 'разів', 'раза'];

const PLURALS = new Intl.PluralRules('uk');

function formOf(value: number, forms: Forms): string {
  const rule = PLURALS.select(value);
  if (rule === 'one') return forms[0];
  if (rule === 'few') return forms[1];
  return rule === 'many' ? forms[2] : forms[3];
}

const spanText = (count: string, span: Span) => `${count} ${formOf(span.count, UNITS[span.unit])}`;

const STYLE: Style = {
  locale: 'uk-UA',
  quotes: ['«', '»'],
  otherDirection: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/,
  comma: ', ',
  yes: '«так»',
  no: '«ні»',
  minorUnits: '(у найменших одиницях валюти)',
  fields: { language: 'мова', timeZone: 'часовий пояс', email: 'електронна адреса' },
  today: 'сьогодні',
  yearSuffix: ' року',
  others: (count) => `ще ${count}`,
  ago: (span) => `${span} тому`,
  ahead: (span) => `через ${span}`,
  span: spanText,
};

const METRIC: Readonly<Record<Exclude<Metric, 'lastOrderDays' | 'firstOrderDays'>, string>> = {
  orders: 'кількість замовлень',
  revenue: 'дохід',
  averageOrder: 'середній чек',
  orderDays: 'кількість днів із замовленнями',
  sends: 'кількість надісланих листів',
  opens: 'кількість відкриттів',
  clicks: 'кількість переходів за посиланнями',
};

const no = (not: boolean) => (not ? 'не ' : '');

export function createUkrainian(currency: Currency | undefined): Phrases {
  const texts = createTexts(STYLE, currency);
  const within = (window: string | undefined) =>
    window === undefined ? '' : ` за ${windowText(texts, window, 'останні')}`;
  const words: Words = { texts, within, quantity };
  return {
    everyone: 'Усі клієнти.',
    nobody: 'Жоден клієнт.',
    sentence: (body) => `Клієнти, ${body}.`,
    join: (parts, word) => texts.list(parts, word === 'and' ? ' і ' : ' або '),
    clauses: {
      attribute: ({ attribute: name, test }, not) => `у яких ${attribute(texts, texts.name(name), test, not)}`,
      metric({ metric, within: window, comparison }, not) {
        if (metric === 'lastOrderDays' || metric === 'firstOrderDays') {
          const order = metric === 'lastOrderDays' ? 'останнього' : 'першого';
          return `у яких від ${order} замовлення ${no(not)}минуло ${counted(comparison, texts, UNITS.d)}`;
        }
        const format = metric === 'revenue' || metric === 'averageOrder' ? texts.money : texts.number;
        return `у яких ${METRIC[metric]}${within(window)} ${no(not)}становить ${quantity(comparison, format)}`;
      },
      event({ name, where, within: window, comparison }, not) {
        const times = comparison ? ` ${counted(comparison, texts, TIMES)}` : '';
        const tests = where.map((each) => attribute(texts, texts.name(each.name), each.test, each.not));
        const event = `${texts.quoted(name)}${tests.length === 0 ? '' : `, у якої ${texts.list(tests, ' і ')},`}`;
        return `у яких подія ${event} ${no(not)}сталася${times}${within(window)}`;
      },
      consent: (_operands, not) => `які ${no(not)}погодилися отримувати листи`,
      member: ({ name }, not) => `які ${no(not)}входять до сегмента ${texts.quoted(name)}`,
      ...ukrainianHistory(words),
      ...ukrainianQuantities(words),
    },
  };
}

function windowText(texts: Texts, window: string, plural: 'останні' | 'найближчі'): string {
  const span = texts.span(window);
  if (span.count !== 1) return `${plural} ${spanText(texts.number(span.count), span)}`;
  return `${plural === 'останні' ? 'останній' : 'найближчий'} ${UNITS[span.unit][0]}`;
}

function quantity(comparison: SaidComparison, format: (value: number) => string): string {
  if ('eq' in comparison) return format(comparison.eq);
  if ('gt' in comparison) return `більше ніж ${format(comparison.gt)}`;
  if ('gte' in comparison) return `щонайменше ${format(comparison.gte)}`;
  if ('lt' in comparison) return `менше ніж ${format(comparison.lt)}`;
  if ('lte' in comparison) return `щонайбільше ${format(comparison.lte)}`;
  return `від ${format(comparison.between[0])} до ${format(comparison.between[1])}`;
}

function counted(comparison: SaidComparison, texts: Texts, forms: Forms): string {
  if ('between' in comparison) {
    const genitive = texts.plural(comparison.between[1]) === 'one' ? forms[3] : forms[2];
    return `${quantity(comparison, texts.number)} ${genitive}`;
  }
  return `${quantity(comparison, texts.number)} ${formOf(boundOf(comparison), forms)}`;
}

function attribute(texts: Texts, name: string, test: SaidTest, not: boolean): string {
  if ('eq' in test) return `${name} ${no(not)}дорівнює ${texts.scalar(test.eq)}`;
  if ('in' in test) {
    if (!not || test.in.length === 1) return `${name} ${no(not)}дорівнює ${texts.values(test.in, ' або ')}`;
    return `${name} не дорівнює жодному зі значень ${texts.values(test.in, ' і ')}`;
  }
  if ('exists' in test) return `${name} ${no(not)}має значення`;
  if ('contains' in test) return `${name} ${no(not)}містить ${texts.quoted(test.contains)}`;
  if ('startsWith' in test) return `${name} ${no(not)}починається з ${texts.quoted(test.startsWith)}`;
  if ('endsWith' in test) return `${name} ${no(not)}закінчується на ${texts.quoted(test.endsWith)}`;
  if ('hasAny' in test) {
    const values = texts.values(test.hasAny, ' і ');
    if (test.hasAny.length === 1) return `${name} ${no(not)}містить ${values}`;
    return not ? `${name} не містить жодного зі значень ${values}` : `${name} містить хоча б одне зі значень ${values}`;
  }
  if ('hasAll' in test) {
    const values = texts.values(test.hasAll, ' і ');
    if (test.hasAll.length === 1) return `${name} ${no(not)}містить ${values}`;
    return not ? `${name} не містить усіх значень ${values}` : `${name} містить усі значення ${values}`;
  }
  if ('before' in test) return `дата ${name} ${no(not)}раніша ніж ${texts.date(test.before)}`;
  if ('after' in test) return `дата ${name} ${no(not)}пізніша ніж ${texts.date(test.after)}`;
  if ('withinLast' in test)
    return `дата ${name} ${no(not)}припадає на ${windowText(texts, test.withinLast, 'останні')}`;
  if ('withinNext' in test)
    return `дата ${name} ${no(not)}припадає на ${windowText(texts, test.withinNext, 'найближчі')}`;
  if ('anniversaryWithin' in test) {
    const calendar = test.calendar === 'persian' ? ' за перським календарем' : '';
    return `річниця дати ${name}${calendar} ${no(not)}припадає на ${windowText(texts, test.anniversaryWithin, 'найближчі')}`;
  }
  if ('between' in test) {
    const [low, high] = test.between;
    if (typeof low === 'string' || typeof high === 'string') {
      return `дата ${name} ${no(not)}лежить у проміжку ${texts.date(String(low))} — ${texts.date(String(high))}`;
    }
    return `${name} ${no(not)}становить ${quantity({ between: [low, high] }, texts.number)}`;
  }
  return `${name} ${no(not)}становить ${quantity(test, texts.number)}`;
}
