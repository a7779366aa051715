import { invalid } from './refuse.ts';

/** A decimal number as 0.`digits` times ten to the `exponent`; no digits = zero. */
interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

const PLAIN = /^(?:0|-?[1-9]\d{0,37})$/;
const ANY = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const MOST_DIGITS = 38;

/** The one spelling that DynamoDB gives back: no exponent, no zeros that say nothing. Throws ValidationException. */
export function normaliseNumber(text: string): string {
  return PLAIN.test(text) ? text : format(parse(text));
}

/** How many digits count for the size of a normalised number; 0 for zero. */
export function significantDigits(text: string): number {
  let [start, end, others] = [0, text.length, 0];
  for (; start < end; start++) {
    const code = text.charCodeAt(start);
    if (code >= 49 && code <= 57) break;
  }
  while (end > start && (text.charCodeAt(end - 1) === 48 || text.charCodeAt(end - 1) === 46)) end--;
  if (text.slice(start, end).includes('.')) others = 1;
  return end - start - others;
}

/** Text whose byte order is the order of the numbers. */
export function sortableNumber(text: string): string {
  const { negative, digits, exponent } = parse(text);
  if (digits === '') return '1';
  if (!negative) return `2${String(500 + exponent)}${digits}`;
  return `0${String(500 - exponent)}${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}~`;
}

export function compareNumbers(one: string, other: string): number {
  const [a, b] = [sortableNumber(one), sortableNumber(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The exact sum, normalised. */
export function addNumbers(one: string, other: string): string {
  const quick = Number(one) + Number(other);
  if (PLAIN.test(one) && PLAIN.test(other) && Number.isSafeInteger(quick)) return String(quick);
  const [a, b] = [parse(one), parse(other)];
  const unit = Math.min(a.exponent - a.digits.length, b.exponent - b.digits.length);
  return normaliseNumber(`${scaled(a, unit) + scaled(b, unit)}e${unit}`);
}

function scaled({ negative, digits, exponent }: Decimal, unit: number): bigint {
  const whole = BigInt(digits + '0'.repeat(digits === '' ? 0 : exponent - digits.length - unit));
  return negative ? -whole : whole;
}

function parse(text: string): Decimal {
  const [match, sign, whole = '', fraction = '', power = '0'] = ANY.exec(text) ?? [];
  if (match === undefined || whole + fraction === '') {
    throw invalid(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  }
  const leading = (whole + fraction).replace(/^0+/, '');
  const digits = leading.replace(/0+$/, '');
  if (digits === '') return { negative: false, digits, exponent: 0 };
  const exponent = Number(power) + leading.length - fraction.length;
  if (digits.length > MOST_DIGITS) throw invalid('Attempting to store more than 38 significant digits in a Number');
  if (exponent > 126) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (exponent < -129) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  return { negative: sign === '-', digits, exponent };
}

function format({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return sign + digits + '0'.repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
