import * as z from 'zod';
import { timeSchema } from './time.ts';

const calendar = z.enum(['gregorian', 'persian']);

const webUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(500)
  .transform((url) => url.replace(/\/+$/, ''));

const newLimits = z.strictObject({
  hardBounceRate: z.number().gt(0).max(1),
  complaintRate: z.number().gt(0).max(1),
  afterSends: z.number().int().min(1),
});

/** Up to ten years. Both are named together. */
const newPrediction = z.strictObject({
  horizonWeeks: z.number().int().min(1).max(520),
  annualDiscount: z.number().min(0).max(1),
});

/**
 * All optional: what is not named stays, and `null` removes what may be absent. Which currencies, time zones, languages
 * and schedules there are, core decides.
 */
export const settingsChangeSchema = z
  .strictObject({
    currency: z.string().exactOptional().meta({ description: 'ISO 4217' }),
    timeZone: z.string().exactOptional().meta({ description: 'Of the tz database, such as Asia/Tehran' }),
    calendar: calendar.exactOptional(),
    languages: z
      .array(z.string())
      .min(1)
      .max(20)
      .refine((tags) => new Set(tags).size === tags.length, 'names a language twice')
      .exactOptional()
      .meta({ description: 'BCP 47' }),
    marginRate: z.number().min(0).max(1).exactOptional(),
    globalHoldout: z.number().min(0).max(0.5).exactOptional(),
    baseUrl: webUrl.nullable().exactOptional(),
    refreshSchedule: z
      .string()
      .nullable()
      .exactOptional()
      .meta({ description: "A cron expression of five fields in the workspace's time zone" }),
    breaker: newLimits.exactOptional(),
    prediction: newPrediction.exactOptional(),
  })
  .meta({ id: 'SettingsChange' });

export const settingsSchema = z
  .object({
    currency: z.string(),
    timeZone: z.string(),
    calendar,
    languages: z.array(z.string()),
    marginRate: z.number().meta({ description: 'Share of revenue that is profit' }),
    globalHoldout: z.number().meta({ description: 'Share of customers that no campaign reaches' }),
    baseUrl: z.string().nullable(),
    refreshSchedule: z.string().nullable(),
    nextRefreshAt: timeSchema.nullable(),
    breaker: z
      .object({ hardBounceRate: z.number(), complaintRate: z.number(), afterSends: z.int() })
      .meta({ description: 'When a campaign stops by itself: shares of its accepted messages' }),
    prediction: z.object({ horizonWeeks: z.int(), annualDiscount: z.number() }).meta({
      description: 'How far predictions look ahead, and the yearly discount of `clv`: from the next refresh on',
    }),
  })
  .meta({ id: 'Settings' });

export type SettingsChangeRequest = z.input<typeof settingsChangeSchema>;
export type SettingsResponse = z.infer<typeof settingsSchema>;
