import { SES_PRICES } from '../../core/costs/prices.ts';

/** List price of one message through SES, à la carte, in US cents. */
export const SES_CENTS = SES_PRICES.aLaCarte.usd * 100;
