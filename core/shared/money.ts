/** ISO 4217 alphabetic code. */
export type Currency = string;

/** Integer minor units (cents, rials, yen). Always a safe integer. */
export type MinorUnits = number;

const DIGITS = new Map<string, number>();

/** How many decimal digits a currency's minor unit has (ISO 4217, as CLDR knows it): USD 2, JPY 0, KWD 3. */
export function minorDigits(currency: Currency): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const digits =
    ISO_DIGITS[currency] ??
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2;
  DIGITS.set(currency, digits);
  return digits;
}

// CLDR rounds these for display; ISO 4217 keeps the minor unit, and money here follows ISO.
const ISO_DIGITS: Readonly<Record<string, number>> = { IRR: 2, IQD: 3, HUF: 2, TWD: 2, IDR: 2, COP: 2, PKR: 2 };

/** True for three upper-case letters that Intl accepts as a currency. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/**
 * A decimal amount as text ("12.50", "12") in minor units, without floating point.
 * Returns undefined where the text is not a plain decimal, has more digits than the currency, or is not a safe integer.
 */
export function parseAmount(text: string, currency: Currency): MinorUnits | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = minorDigits(currency);
  const trimmed = fraction.replace(/0+$/, '');
  if (trimmed.length > digits) return undefined;
  const units = Number(whole + trimmed.padEnd(digits, '0'));
  if (!Number.isSafeInteger(units)) return undefined;
  return sign === '-' && units !== 0 ? -units : units;
}
