import type { Currency } from '../shared/money.ts';

/** When and for which workspace everybody is summed up: `at` epoch ms, `today` its day number in `timeZone`. */
export interface FitContext {
  readonly at: number;
  readonly today: number;
  readonly timeZone: string;
  readonly currency: Currency;
}
