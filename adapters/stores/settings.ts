import { z } from 'zod';
import { VersionConflictError } from '../../core/shared/errors.ts';
import { MAX_TRIES } from '../dynamo/backoff.ts';
import type { Database } from '../dynamo/database.ts';
import { atVersion, decodeDocument, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { getItem, putItem } from '../dynamo/items.ts';
import { type Settings, DEFAULT_SETTINGS } from '../../core/workspace/settings.ts';
import type { SettingsStore } from '../../app/ports/stores/settings.ts';

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
    return { current: { ...DEFAULT_SETTINGS, ...stored }, version };
  }

  /** `change` returns undefined where nothing is to be written. */
  async function write(change: (current: Settings) => Settings | undefined): Promise<Settings> {
    for (let attempt = 0; ; attempt++) {
      const { current, version } = await read();
      const next = change(current);
      if (!next) return keep(current);
      const item = encodeDocument(KEY, next, { version: version + 1 });
      if ((await putItem(database, 'control', item, atVersion(version))).ok)
        return keep({ ...DEFAULT_SETTINGS, ...next });
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
