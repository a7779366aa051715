import { z } from '@hono/zod-openapi';
import { isTimeZone } from '../../../core/shared/days.ts';
import { isCurrency } from '../../../core/shared/money.ts';
import type { Settings } from '../../stores/settings.ts';
import { cronProblem } from '../cron.ts';
import { plain, route, type Route } from '../route.ts';

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

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(500)
  .transform((url) => url.replace(/\/+$/, ''));

const cron = z.string().superRefine((text, context) => {
  const problem = cronProblem(text);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

const limits = z.strictObject({
  hardBounceRate: z.number().gt(0).max(1),
  complaintRate: z.number().gt(0).max(1),
  afterSends: z.number().int().min(1),
});

/** All optional: what is not named stays. `null` removes what may be absent. */
const change = z.strictObject({
  currency: currency.exactOptional(),
  timeZone: z.string().refine(isTimeZone, 'is no time zone of the tz database, such as Asia/Tehran').exactOptional(),
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
    /** When a campaign stops by itself: shares of its accepted messages. */
    breaker: limits,
  })
  .meta({ id: 'Settings' });

function view(settings: Settings, baseUrl: string): z.infer<typeof shape> {
  const {
    currency: code,
    timeZone,
    calendar,
    languages,
    marginRate,
    globalHoldout,
    refreshSchedule,
    breaker,
  } = settings;
  return {
    currency: code,
    timeZone,
    calendar,
    languages: [...languages],
    marginRate,
    globalHoldout,
    baseUrl,
    refreshSchedule: refreshSchedule ?? null,
    breaker: { ...breaker },
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
      body: view(await deps.stores.settings.get({ fresh: true }), await deps.baseUrl()),
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
        ...(refreshSchedule !== undefined && { refreshSchedule: refreshSchedule ?? undefined }),
      });
      return { status: 200, body: view(settings, settings.baseUrl ?? (await deps.baseUrl())) };
    },
  }),
];
