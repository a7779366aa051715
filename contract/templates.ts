import * as z from 'zod';
import { externalIdSchema } from './ids.ts';
import { pageOf } from './page.ts';
import { timeSchema } from './time.ts';

/** A template in one language, Handlebars in both. */
const newSource = z.strictObject({
  subject: z.string().min(1, 'must not be empty'),
  mjml: z.string().min(1, 'must not be empty'),
});

const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is no language tag such as en, fa or uk');

export const newTemplateSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(200),
  languages: z
    .record(languageTag, newSource)
    .refine((all) => Object.keys(all).length > 0, 'needs at least one language'),
});

export const templateSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: timeSchema,
    languages: z.array(z.string()),
    fields: z.array(z.string()).meta({ description: 'Merge fields that the languages use' }),
  })
  .meta({ id: 'Template' });

/** A template with its sources by language. */
export const templateSchema = templateSummarySchema.extend({
  sources: z.record(z.string(), z.object({ subject: z.string(), mjml: z.string() })),
});

export const templateListSchema = pageOf(templateSummarySchema);

/** For whom a template is shown: a customer, or somebody with these fields. */
export const templatePreviewRequestSchema = z.strictObject({
  language: z.string(),
  customerId: externalIdSchema.optional(),
  fields: z.record(z.string(), z.unknown()).optional().meta({ description: 'Values of merge fields, any JSON' }),
});

export const templatePreviewSchema = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  missing: z.array(z.string()).meta({ description: 'Merge fields without a value' }),
});

export type NewTemplateRequest = z.input<typeof newTemplateSchema>;
export type TemplatePreviewRequest = z.infer<typeof templatePreviewRequestSchema>;
export type TemplateSummaryResponse = z.infer<typeof templateSummarySchema>;
export type TemplateResponse = z.infer<typeof templateSchema>;
export type TemplatePreviewResponse = z.infer<typeof templatePreviewSchema>;
