import type { IntervalResponse } from '../../../../../contract/cell.ts';
import type { Formats } from '../../../i18n/formats.ts';

/** Money and intervals of one currency as text; a dash where there is none. */
export function amounts(format: Formats, currency: string) {
  const money = (units: number | null): string => (units === null ? '–' : format.money(units, currency));
  const range = ({ low, high }: IntervalResponse): string => (low === null ? '–' : `${money(low)} … ${money(high)}`);
  return { money, range };
}
