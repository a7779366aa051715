import { z } from '@hono/zod-openapi';
import { parseCron } from '../../../core/schedules/cron.ts';
import { isTimeZone } from '../../../core/shared/days.ts';
import { isCurrency } from '../../../core/shared/money.ts';
import { applySchedule, nextRefresh, refreshTimes } from '../../../app/segments/refreshTimes.ts';
import { plain, route, type Route } from '../route.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Settings } from '../../../core/workspace/settings.ts';

const currency = z
  .string()
  .refine(isCurrency, 'must be three upper-case letters (ISO 4217)')
  .refine(isKnown, 'is no ISO 4217 currency');

function isKnown(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Schedulers know no zones by their offset alone. */
function isNamedZone(name: string): boolean {
  return isTimeZone(name) && !/^[+-]/.test(name);
}

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(500)
  .transform((url) => url.replace(/\/+$/, ''));

const cron = z.string().superRefine((text, context) => {
  const parsed = text === '' ? undefined : parseCron(text);
  if (parsed?.ok === false) context.addIssue({ code: 'custom', message: parsed.reason });
});

const limits = z.strictObject({
  hardBounceRate: z.number().gt(0).max(1),
  complaintRate: z.number().gt(0).max(1),
  afterSends: z.number().int().min(1),
});

/** Up to ten years. Both are named together. */
const prediction = z.strictObject({
  horizonWeeks: z.number().int().min(1).max(520),
  annualDiscount: z.number().min(0).max(1),
});

/** All optional: what is not named stays. `null` removes what may be absent. */
const change = z.strictObject({
  currency: currency.exactOptional(),
  timeZone: z.string().refine(isNamedZone, 'is no time zone of the tz database, such as Asia/Tehran').exactOptional(),
  calendar: z.enum(['gregorian', 'persian']).exactOptional(),
  languages: z
    .array(z.string().refine(isLanguage, 'is no BCP 47 language tag'))
    .min(1)
    .max(20)
    .refine((tags) => new Set(tags).size === tags.length, 'names a language twice')
    .exactOptional(),
  marginRate: z.number().min(0).max(1).exactOptional(),
  globalHoldout: z.number().min(0).max(0.5).exactOptional(),
  baseUrl: webUrl.nullable().exactOptional(),
  refreshSchedule: cron.nullable().exactOptional(),
  breaker: limits.exactOptional(),
  prediction: prediction.exactOptional(),
});

const shape = z
  .object({
    currency: z.string(),
    timeZone: z.string(),
    calendar: z.enum(['gregorian', 'persian']),
    languages: z.array(z.string()),
    marginRate: z.number(),
    globalHoldout: z.number(),
    baseUrl: z.string().nullable(),
    refreshSchedule: z.string().nullable(),
    nextRefreshAt: time.nullable(),
    /** When a campaign stops by itself: shares of its accepted messages. */
    breaker: limits,
    /** Of the next refresh: how far predictions look ahead, and the yearly discount of `clv`. */
    prediction,
  })
  .meta({ id: 'Settings' });

function view(settings: Settings, baseUrl: string, now: number): z.infer<typeof shape> {
  const { currency: code, timeZone, calendar, languages, marginRate, globalHoldout, breaker } = settings;
  const times = refreshTimes(settings);
  const next = nextRefresh(times, now);
  return {
    currency: code,
    timeZone,
    calendar,
    languages: [...languages],
    marginRate,
    globalHoldout,
    baseUrl,
    refreshSchedule: times.cron ?? null,
    nextRefreshAt: next === undefined ? null : timeText(next),
    breaker: { ...breaker },
    prediction: { ...settings.prediction },
  };
}

export const settingsRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/settings',
    role: 'viewer',
    summary: 'The workspace settings',
    answers: { 200: shape },
    handle: async (deps) => ({
      status: 200,
      body: view(await deps.stores.settings.get({ fresh: true }), await deps.baseUrl(), deps.clock()),
    }),
  }),
  route({
    ...plain,
    method: 'put',
    path: '/api/v1/settings',
    role: 'admin',
    summary: 'Change workspace settings; what is not named stays',
    body: change,
    answers: { 200: shape },
    handle: async (deps, { body }) => {
      const { baseUrl, refreshSchedule, ...rest } = body;
      const settings = await deps.stores.settings.save({
        ...rest,
        ...(rest.currency !== undefined && { currencyFrom: 'settings' as const }),
        ...(baseUrl !== undefined && { baseUrl: baseUrl ?? undefined }),
        ...(refreshSchedule !== undefined && { refreshSchedule: refreshSchedule?.trim() ?? '' }),
      });
      // Also where nothing changed: saving again repairs a schedule that somebody else changed.
      if (refreshSchedule !== undefined || rest.timeZone !== undefined) await applySchedule(deps);
      return { status: 200, body: view(settings, settings.baseUrl ?? (await deps.baseUrl()), deps.clock()) };
    },
  }),
];
