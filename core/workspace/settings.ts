import { type BreakerLimits, DEFAULT_BREAKER } from '../campaigns/breaker.ts';

/** The workspace's settings. */
export interface Settings {
  readonly currency: string;
  /** Where the currency comes from. Only a default is replaced by the first order's. */
  readonly currencyFrom: 'default' | 'orders' | 'settings';
  readonly timeZone: string;
  readonly calendar: 'gregorian' | 'persian';
  readonly languages: readonly string[];
  /** Share of revenue that is profit, 0 to 1. */
  readonly marginRate: number;
  /** Share of customers that no campaign reaches, 0 to 0.5, and what decides who. */
  readonly globalHoldout: number;
  readonly globalSalt: string;
  readonly baseUrl?: string | undefined;
  /** Cron expression (five fields) in the workspace's time zone, or empty for no schedule. */
  readonly refreshSchedule: string;
  /** When a campaign stops by itself. */
  readonly breaker: BreakerLimits;
  /** How far predictions look ahead, and what money in a year is worth less: from the next refresh on. */
  readonly prediction: { readonly horizonWeeks: number; readonly annualDiscount: number };
}

/** When a new workspace's segments are refreshed by themselves: the stack's own definition of the schedule. */
export const DEFAULT_REFRESH = { cron: '0 3 * * *', timeZone: 'UTC' } as const;

export const DEFAULT_SETTINGS: Settings = {
  currency: 'USD',
  currencyFrom: 'default',
  timeZone: DEFAULT_REFRESH.timeZone,
  calendar: 'gregorian',
  languages: ['en', 'fa', 'uk'],
  marginRate: 1,
  globalHoldout: 0,
  globalSalt: 'global',
  refreshSchedule: DEFAULT_REFRESH.cron,
  breaker: DEFAULT_BREAKER,
  prediction: { horizonWeeks: 52, annualDiscount: 0.1 },
};
