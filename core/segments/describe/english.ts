import type { Currency } from '../../shared/money.ts';
import type { SaidTest } from '../clauses/attribute/attributeTest.ts';
import type { Metric } from '../clauses/metric/readMetric.ts';
import type { Span } from '../dates/spans.ts';
import type { SaidComparison } from '../operands/said.ts';
import { englishHistory, englishWhere } from './englishHistory.ts';
import { englishQuantities } from './englishPopulation.ts';
import { boundOf, type Phrases, type Words } from './phrases.ts';
import { createTexts, type Style, type Texts } from './texts.ts';

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

function spanText(count: string, { count: value, unit }: Span): string {
  return `${count} ${UNITS[unit]}${value === 1 ? '' : 's'}`;
}

const STYLE: Style = {
  locale: 'en-GB',
  quotes: ['“', '”'],
  otherDirection: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/,
  comma: ', ',
  yes: 'yes',
  no: 'no',
  minorUnits: '(minor units)',
  fields: { language: 'language', timeZone: 'time zone', email: 'e-mail address' },
  today: 'today',
  yearSuffix: '',
  others: (count) => `${count} more`,
  ago: (span) => `${span} ago`,
  ahead: (span) => `${span} from now`,
  span: spanText,
};

const METRIC: Readonly<Record<Exclude<Metric, 'lastOrderDays' | 'firstOrderDays'>, string>> = {
  orders: 'number of orders',
  revenue: 'revenue',
  averageOrder: 'average order',
  orderDays: 'number of days with an order',
  sends: 'number of messages received',
  opens: 'number of opens',
  clicks: 'number of clicks',
};

export function createEnglish(currency: Currency | undefined): Phrases {
  const texts = createTexts(STYLE, currency);
  const last = (window: string) => windowText(texts, window, 'last');
  const within = (window: string | undefined) => (window === undefined ? '' : ` in ${last(window)}`);
  const words: Words = { texts, within, quantity };
  return {
    everyone: 'All customers.',
    nobody: 'No customers.',
    sentence: (body) => `Customers ${body}.`,
    join: (parts, word) => texts.list(parts, ` ${word} `),
    clauses: {
      attribute: ({ attribute: name, test }, not) => `whose ${attribute(texts, texts.name(name), test, not)}`,
      metric({ metric, within: window, comparison }, not) {
        if (metric === 'lastOrderDays' || metric === 'firstOrderDays') {
          const order = metric === 'lastOrderDays' ? 'last' : 'first';
          const days = quantity(comparison, texts.number);
          return `whose ${order} order was${not ? ' not' : ''} ${days} ${boundOf(comparison) === 1 ? 'day' : 'days'} ago`;
        }
        const format = metric === 'revenue' || metric === 'averageOrder' ? texts.money : texts.number;
        return `whose ${METRIC[metric]}${within(window)} is${not ? ' not' : ''} ${quantity(comparison, format)}`;
      },
      event({ name, where, within: window, comparison }, not) {
        const event = `the event ${texts.quoted(name)}${englishWhere(words, where)}`;
        if (!comparison) return `who ${not ? 'did not have' : 'had'} ${event}${within(window)}`;
        const times = `${quantity(comparison, texts.number)} ${boundOf(comparison) === 1 ? 'time' : 'times'}`;
        return `for whom ${event} ${not ? 'did not happen' : 'happened'} ${times}${within(window)}`;
      },
      consent: (_operands, not) => `who ${not ? 'did not agree' : 'agreed'} to receive e-mail`,
      member: ({ name }, not) => `who are ${not ? 'not ' : ''}in the segment ${texts.quoted(name)}`,
      ...englishHistory(words),
      ...englishQuantities(words),
    },
  };
}

function windowText(texts: Texts, window: string, side: 'last' | 'next'): string {
  const span = texts.span(window);
  return `the ${side} ${span.count === 1 ? UNITS[span.unit] : spanText(texts.number(span.count), span)}`;
}

function quantity(comparison: SaidComparison, format: (value: number) => string): string {
  if ('eq' in comparison) return format(comparison.eq);
  if ('gt' in comparison) return `more than ${format(comparison.gt)}`;
  if ('gte' in comparison) return `at least ${format(comparison.gte)}`;
  if ('lt' in comparison) return `less than ${format(comparison.lt)}`;
  if ('lte' in comparison) return `at most ${format(comparison.lte)}`;
  return `between ${format(comparison.between[0])} and ${format(comparison.between[1])}`;
}

function attribute(texts: Texts, name: string, test: SaidTest, not: boolean): string {
  const is = `${name} is${not ? ' not' : ''}`;
  const does = (one: string, stem: string) => `${name} ${not ? `does not ${stem}` : one}`;
  if ('eq' in test) return `${is} ${texts.scalar(test.eq)}`;
  if ('in' in test) {
    const [first, second, ...more] = test.in;
    if (!not || first === undefined || second === undefined) return `${is} ${texts.values(test.in, ' or ')}`;
    if (more.length === 0) return `${name} is neither ${texts.scalar(first)} nor ${texts.scalar(second)}`;
    return `${name} is none of ${texts.values(test.in, ' and ')}`;
  }
  if ('exists' in test) return `${is} known`;
  if ('contains' in test) return `${does('contains', 'contain')} ${texts.quoted(test.contains)}`;
  if ('startsWith' in test) return `${does('starts', 'start')} with ${texts.quoted(test.startsWith)}`;
  if ('endsWith' in test) return `${does('ends', 'end')} with ${texts.quoted(test.endsWith)}`;
  if ('hasAny' in test) {
    const values = texts.values(test.hasAny, ' and ');
    if (test.hasAny.length === 1) return `${does('includes', 'include')} ${values}`;
    return not ? `${name} includes none of ${values}` : `${name} includes at least one of ${values}`;
  }
  if ('hasAll' in test) {
    const values = texts.values(test.hasAll, ' and ');
    return `${does('includes', 'include')} ${test.hasAll.length === 1 ? values : `all of ${values}`}`;
  }
  if ('before' in test) return `${is} earlier than ${texts.date(test.before)}`;
  if ('after' in test) return `${is} later than ${texts.date(test.after)}`;
  if ('withinLast' in test) return `${is} within ${windowText(texts, test.withinLast, 'last')}`;
  if ('withinNext' in test) return `${is} within ${windowText(texts, test.withinNext, 'next')}`;
  if ('anniversaryWithin' in test) {
    const calendar = test.calendar === 'persian' ? ' in the Persian calendar' : '';
    return `${name} has ${not ? 'no' : 'an'} anniversary${calendar} within ${windowText(texts, test.anniversaryWithin, 'next')}`;
  }
  if ('between' in test) {
    const [low, high] = test.between;
    if (typeof low === 'string' || typeof high === 'string') {
      return `${is} between ${texts.date(String(low))} and ${texts.date(String(high))}`;
    }
    return `${is} between ${texts.number(low)} and ${texts.number(high)}`;
  }
  return `${is} ${quantity(test, texts.number)}`;
}
