import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from './dynamo/database.ts';
import type { Definitions } from './records.ts';

export interface TemplateSource {
  readonly subject: string;
  readonly mjml: string;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** By BCP 47 language tag. */
  readonly languages: Readonly<Record<string, TemplateSource>>;
  /** Merge fields that the languages use. */
  readonly fields: readonly string[];
}

export type TemplateStore = Definitions<Template>;

const templateSchema: z.ZodType<Template> = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  languages: z.record(z.string(), z.object({ subject: z.string(), mjml: z.string() })),
  fields: z.array(z.string()),
});

export function createTemplateStore(database: Database): TemplateStore {
  return createDefinitions(database, { name: 'template', partition: 'templates', schema: templateSchema });
}
