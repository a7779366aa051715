import { z } from 'zod';
import { type BreakerLimits, DEFAULT_BREAKER } from '../../core/campaigns/breaker.ts';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { DEFAULT_REFRESH } from '../shared/names.ts';
import { MAX_TRIES } from './dynamo/backoff.ts';
import type { Database } from './dynamo/database.ts';
import { atVersion, decodeDocument, documentKey, encodeDocument } from './dynamo/documents.ts';
import { getItem, putItem } from './dynamo/items.ts';

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

export interface SettingsStore {
  /** What is stored over the defaults. May be up to 5 seconds old unless `fresh`. */
  get(options?: { readonly fresh?: boolean }): Promise<Settings>;
  /** Replaces the named settings and keeps the others. */
  save(change: Partial<Settings>): Promise<Settings>;
  /** Takes the currency of the first order unless one was set or adopted before. Returns the settings then valid. */
  adoptCurrency(currency: string): Promise<Settings>;
}

const DEFAULTS: Settings = {
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

const KEY = { pk: 'settings', sk: 'settings' };
const FRESH_MS = 5_000;

const settingsSchema = z.object({
  currency: z.string().exactOptional(),
  currencyFrom: z.enum(['default', 'orders', 'settings']).exactOptional(),
  timeZone: z.string().exactOptional(),
  calendar: z.enum(['gregorian', 'persian']).exactOptional(),
  languages: z.array(z.string()).exactOptional(),
  marginRate: z.number().exactOptional(),
  globalHoldout: z.number().exactOptional(),
  globalSalt: z.string().exactOptional(),
  baseUrl: z.string().exactOptional(),
  refreshSchedule: z.string().exactOptional(),
  breaker: z.object({ hardBounceRate: z.number(), complaintRate: z.number(), afterSends: z.number() }).exactOptional(),
  prediction: z.object({ horizonWeeks: z.number(), annualDiscount: z.number() }).exactOptional(),
});

export function createSettingsStore(database: Database): SettingsStore {
  let cached: { readonly settings: Settings; readonly at: number } | undefined;

  function keep(settings: Settings): Settings {
    cached = { settings, at: database.clock() };
    return settings;
  }

  async function read(): Promise<{ readonly current: Settings; readonly version: number }> {
    const item = await getItem(database, 'control', documentKey(KEY));
    const { version, ...stored } = item ? decodeDocument(item, settingsSchema) : { version: 0 };
    return { current: { ...DEFAULTS, ...stored }, version };
  }

  /** `change` returns undefined where nothing is to be written. */
  async function write(change: (current: Settings) => Settings | undefined): Promise<Settings> {
    for (let attempt = 0; ; attempt++) {
      const { current, version } = await read();
      const next = change(current);
      if (!next) return keep(current);
      const item = encodeDocument(KEY, next, { version: version + 1 });
      if ((await putItem(database, 'control', item, atVersion(version))).ok) return keep({ ...DEFAULTS, ...next });
      if (attempt + 1 >= MAX_TRIES) throw new VersionConflictError('the settings were changed by somebody else');
      await database.backoff(attempt);
    }
  }

  return {
    async get({ fresh = false } = {}) {
      const age = cached ? Math.abs(database.clock() - cached.at) : Infinity;
      if (cached && !fresh && age < FRESH_MS) return cached.settings;
      return keep((await read()).current);
    },
    save: (change) =>
      write((current) => ({
        ...current,
        ...(change.currency !== undefined && { currencyFrom: 'settings' }),
        ...change,
      })),
    adoptCurrency: (currency) =>
      write((current) =>
        current.currencyFrom === 'default' ? { ...current, currency, currencyFrom: 'orders' } : undefined,
      ),
  };
}
