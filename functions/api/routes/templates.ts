import { byIdSchema } from '../../../contract/ids.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import {
  newTemplateSchema,
  templateListSchema,
  templatePreviewRequestSchema,
  templatePreviewSchema,
  templateSchema,
  templateSummarySchema,
  type TemplateSummaryResponse,
} from '../../../contract/templates.ts';
import { createTemplate } from '../../../app/templates/createTemplate.ts';
import { previewTemplate } from '../../../app/templates/previewTemplate.ts';
import { templateOf } from '../../../app/templates/templateOf.ts';
import { externalId } from '../../http/externalId.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Template } from '../../../core/messages/templateDefinition.ts';

const previewRequest = templatePreviewRequestSchema.safeExtend({ customerId: externalId.optional() });

const summary = ({ id, name, createdAt, languages, fields }: Template): TemplateSummaryResponse => ({
  id,
  name,
  createdAt: timeText(createdAt),
  languages: Object.keys(languages),
  fields: [...fields],
});

export const templateRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/templates',
    role: 'marketer',
    summary: 'Create a template: subject and MJML per language',
    body: newTemplateSchema,
    responses: { 201: templateSummarySchema },
    handle: async (deps, { body }) => ({ status: 201, body: summary(await createTemplate(deps, body)) }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/templates',
    role: 'viewer',
    summary: 'Templates, newest first',
    query: pagingSchema,
    responses: { 200: templateListSchema },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.templates.list(query);
      return { status: 200, body: page(items.map(summary), next) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/templates/{id}',
    role: 'viewer',
    summary: 'A template with its sources',
    params: byIdSchema,
    responses: { 200: templateSchema },
    handle: async ({ stores }, { params }) => {
      const template = await templateOf(stores, params.id);
      return { status: 200, body: { ...summary(template), sources: template.languages } };
    },
  }),
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/templates/{id}/preview',
    role: 'viewer',
    changes: false,
    summary: 'The message as a customer, or somebody with the given fields, would get it',
    params: byIdSchema,
    body: previewRequest,
    wire: templatePreviewRequestSchema,
    responses: { 200: templatePreviewSchema },
    handle: async (deps, { params, body }) => ({
      status: 200,
      body: await previewTemplate(deps, params.id, body),
    }),
  }),
];
