import { type Billed, PRICES, SES_PRICES, type SesPlan } from './prices.ts';
import { BILLED, type Usage } from './usage.ts';

/** What usage costs at list prices, in US cents. AWS bills in dollars, whatever the workspace sells in. */
export interface Bill {
  readonly currency: 'USD';
  /** The messages, by SES's plan. */
  readonly ses: Readonly<Record<SesPlan, number>>;
  /** Everything beside SES; `lines` names only what was used. */
  readonly aws: { readonly total: number; readonly lines: Readonly<Partial<Record<Billed, number>>> };
  /** `aws` as a share of SES's price; null where nothing was sent. */
  readonly share: Readonly<Record<SesPlan, number>> | null;
}

const CENTS = 100;

export function billOf(usage: Usage): Bill {
  const lines: Partial<Record<Billed, number>> = {};
  let total = 0;
  for (const kind of BILLED) {
    if (usage[kind] === 0) continue;
    const cents = usage[kind] * PRICES[kind].usd * CENTS;
    lines[kind] = rounded(cents);
    total += cents;
  }
  const ses = (plan: SesPlan) => usage.messages * SES_PRICES[plan].usd * CENTS;
  const [aLaCarte, essentials] = [ses('aLaCarte'), ses('essentials')];
  return {
    currency: 'USD',
    ses: { aLaCarte: rounded(aLaCarte), essentials: rounded(essentials) },
    aws: { total: rounded(total), lines },
    share: usage.messages > 0 ? { aLaCarte: rounded(total / aLaCarte), essentials: rounded(total / essentials) } : null,
  };
}

/** To a ten-thousandth of a cent: a single message costs a hundredth. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
