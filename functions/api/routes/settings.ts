import { z } from 'zod';
import { settingsChangeSchema, settingsSchema, type SettingsResponse } from '../../../contract/settings.ts';
import { parseCron } from '../../../core/schedules/cron.ts';
import { isTimeZone } from '../../../core/shared/days.ts';
import { isCurrency } from '../../../core/shared/money.ts';
import { nextRefresh, refreshTimes } from '../../../app/segments/refreshTimes.ts';
import { changeSettings } from '../../../app/workspace/changeSettings.ts';
import { ruledBy } from '../../http/externalId.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Settings } from '../../../core/workspace/settings.ts';

/** What a workspace can have, by core's rules and what this machine knows. */
const change = settingsChangeSchema.safeExtend({
  currency: z
    .string()
    .refine(isCurrency, 'must be three upper-case letters (ISO 4217)')
    .refine(isKnown, 'is no ISO 4217 currency')
    .exactOptional(),
  timeZone: z.string().refine(isNamedZone, 'is no time zone of the tz database, such as Asia/Tehran').exactOptional(),
  languages: settingsChangeSchema.shape.languages
    .unwrap()
    .superRefine((tags, context) => {
      for (const [index, tag] of tags.entries()) {
        if (!isLanguage(tag)) context.addIssue({ code: 'custom', path: [index], message: 'is no BCP 47 language tag' });
      }
    })
    .exactOptional(),
  refreshSchedule: ruledBy(z.string(), cronProblem).nullable().exactOptional(),
});

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

function cronProblem(text: string): string | undefined {
  const parsed = text === '' ? undefined : parseCron(text);
  return parsed?.ok === false ? parsed.reason : undefined;
}

function view(settings: Settings, baseUrl: string, now: number): SettingsResponse {
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
    responses: { 200: settingsSchema },
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
    wire: settingsChangeSchema,
    responses: { 200: settingsSchema },
    handle: async (deps, { body }) => {
      const settings = await changeSettings(deps, body);
      return { status: 200, body: view(settings, settings.baseUrl ?? (await deps.baseUrl()), deps.clock()) };
    },
  }),
];
