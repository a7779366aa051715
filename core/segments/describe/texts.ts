import { DAY_MS, parseInstant } from '../../shared/days.ts';
import { minorDigits, type Currency } from '../../shared/money.ts';
import { parseDateExpression } from '../dates/dateExpression.ts';
import { parseSpan, type Span } from '../dates/spans.ts';
import type { Scalar } from '../operands/choice.ts';

/** What a language says about values. */
export interface Style {
  /** Decides digits, separators, month names and, for Persian, the calendar of dates. */
  readonly locale: string;
  readonly quotes: readonly [string, string];
  /** Letters that run the other way: they are isolated, so that quotes and digits around them stay in place. */
  readonly otherDirection: RegExp;
  readonly comma: string;
  readonly yes: string;
  readonly no: string;
  readonly minorUnits: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly today: string;
  readonly yearSuffix: string;
  readonly others: (count: string) => string;
  readonly ago: (span: string) => string;
  readonly ahead: (span: string) => string;
  readonly span: (count: string, span: Span) => string;
}

export interface Texts {
  readonly number: (value: number) => string;
  readonly money: (units: number) => string;
  /** Of a number of per cent. */
  readonly percent: (value: number) => string;
  readonly plural: (value: number) => Intl.LDMLPluralRule;
  /** The name of an attribute: a known field's word, or as given. */
  readonly name: (attribute: string) => string;
  readonly quoted: (text: string) => string;
  readonly scalar: (value: Scalar) => string;
  readonly list: (items: readonly string[], joiner: string) => string;
  /** At most ten, the rest as a number. */
  readonly values: (values: readonly Scalar[], joiner: string) => string;
  readonly date: (expression: string) => string;
  readonly span: (window: string) => Span;
}

const SHOWN = 10;

export function createTexts(style: Style, currency: Currency | undefined): Texts {
  const plain = new Intl.NumberFormat(style.locale, { maximumFractionDigits: 20 });
  const percent = new Intl.NumberFormat(style.locale, { style: 'percent', maximumFractionDigits: 4 });
  const plurals = new Intl.PluralRules(style.locale);
  const isolated = (text: string) => (style.otherDirection.test(text) ? `\u2068${text}\u2069` : text);
  const quoted = (text: string) => `${style.quotes[0]}${isolated(text)}${style.quotes[1]}`;
  const number = (value: number) => plain.format(value);
  const list = (items: readonly string[], joiner: string) =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(style.comma)}${joiner}${items.at(-1) ?? ''}`;
  const scalar = (value: Scalar) => {
    if (typeof value === 'boolean') return value ? style.yes : style.no;
    return typeof value === 'number' ? number(value) : quoted(value);
  };
  return {
    number,
    percent: (value) => percent.format(value / 100),
    quoted,
    scalar,
    list,
    plural: (value) => plurals.select(value),
    money(units) {
      if (currency === undefined) return `${number(units)} ${style.minorUnits}`;
      const digits = minorDigits(currency);
      const format = new Intl.NumberFormat(style.locale, { minimumFractionDigits: digits, maximumFractionDigits: 20 });
      return `${format.format(units / 10 ** digits)} ${isolated(currency)}`;
    },
    name: (attribute) =>
      style.fields[attribute] ??
      (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(attribute) ? isolated(attribute) : quoted(attribute)),
    values(values, joiner) {
      const shown = values.slice(0, SHOWN).map(scalar);
      const rest = values.length - shown.length;
      return list(rest > 0 ? [...shown, style.others(number(rest))] : shown, joiner);
    },
    date: (expression) => dateText(expression, style, number),
    span: (window) => parseSpan(window) ?? { count: 0, unit: 'd', longest: 0 },
  };
}

function dateText(text: string, style: Style, number: (value: number) => string): string {
  const expression = parseDateExpression(text);
  if (!expression || expression.kind === 'today') return style.today;
  if (expression.kind === 'relative') {
    const { span, direction } = expression;
    return direction === -1
      ? style.ago(style.span(number(span.count), span))
      : style.ahead(style.span(number(span.count), span));
  }
  if (expression.kind === 'day') return dayText(expression.day * DAY_MS, style);
  const at = parseInstant(text, 'UTC') ?? 0;
  const time = new Intl.DateTimeFormat(style.locale, {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const zone = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(11)) ? ' (UTC)' : '';
  return `${dayText(at, style)} ${time.format(at)}${zone}`;
}

function dayText(at: number, { locale, yearSuffix }: Style): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['day'] ?? ''} ${part['month'] ?? ''} ${part['year'] ?? ''}${yearSuffix}`;
}
