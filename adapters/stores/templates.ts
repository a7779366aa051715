import { z } from 'zod';
import { createDefinitions } from './definitions.ts';
import type { Database } from '../dynamo/database.ts';
import type { Template } from '../../core/messages/templateDefinition.ts';
import type { TemplateStore } from '../../app/ports/stores/templates.ts';

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
