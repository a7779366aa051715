import { type Currency, minorDigits, type MinorUnits } from '../../core/shared/money.ts';

/** Minor units as a plain decimal ("2500315.63"), the inverse of parseAmount. */
export function formatDecimal(units: MinorUnits, currency: Currency): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const sign = units < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
