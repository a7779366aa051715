import { byIdSchema } from '../../../contract/ids.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import {
  newTemplateSchema,
  templateListSchema,
  templatePreviewRequestSchema,
  templatePreviewSchema,
  templateSchema,
  templateSummarySchema,
  type TemplatePreviewAnswer,
  type TemplatePreviewRequest,
  type TemplateSummaryAnswer,
} from '../../../contract/templates.ts';
import { newCustomer } from '../../../core/customers/customer.ts';
import { mergeData } from '../../../core/messages/mergeData.ts';
import { freezeMessage, previewMessage } from '../../../core/messages/message.ts';
import { NotFoundError, TooLargeError, ValidationError, type FieldError } from '../../../core/shared/errors.ts';
import { templateMessage } from '../../../app/templates/templateMessage.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { externalId } from '../../http/externalId.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Template, TemplateSource } from '../../../core/messages/templateDefinition.ts';

const previewRequest = templatePreviewRequestSchema.safeExtend({ customerId: externalId.optional() });

const summary = ({ id, name, createdAt, languages, fields }: Template): TemplateSummaryAnswer => ({
  id,
  name,
  createdAt: timeText(createdAt),
  languages: Object.keys(languages),
  fields: [...fields],
});

/** Compiles every language as a launch would, so that what is stored can be launched. Returns the merge fields used. */
async function checked(deps: Deps, languages: Readonly<Record<string, TemplateSource>>): Promise<string[]> {
  const fields = new Set<string>();
  const errors: FieldError[] = [];
  for (const [language, each] of Object.entries(languages)) {
    try {
      const { compiled } = freezeMessage(await templateMessage(deps, language, each));
      for (const field of compiled.fields) fields.add(field);
    } catch (error) {
      if (error instanceof TooLargeError || !(error instanceof ValidationError)) throw error;
      for (const { path, reason } of error.errors) errors.push({ path: `languages.${language}.${path}`, reason });
    }
  }
  if (errors.length > 0) throw new ValidationError(errors);
  return [...fields].sort();
}

async function preview(deps: Deps, template: Template, body: TemplatePreviewRequest): Promise<TemplatePreviewAnswer> {
  const each = template.languages[body.language];
  if (!each)
    throw new ValidationError([
      { path: 'language', reason: `the template has ${Object.keys(template.languages).join(', ')}` },
    ]);
  const customer =
    body.customerId === undefined ? newCustomer('preview', 0) : await deps.stores.customers.get(body.customerId);
  if (!customer) throw new NotFoundError('customer', body.customerId ?? '');
  const links = { unsubscribe: '#', open: '' };
  const data = mergeData({ customer, campaign: { name: template.name }, links });
  const merged = body.fields ? { ...data, attributes: body.fields, ...body.fields, links } : data;
  return previewMessage(await templateMessage(deps, body.language, each), merged);
}

async function templateOf({ stores }: Deps, id: string): Promise<Template> {
  const template = await stores.templates.get(id);
  if (!template) throw new NotFoundError('template', id);
  return template;
}

export const templateRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/templates',
    role: 'marketer',
    summary: 'Create a template: subject and MJML per language',
    body: newTemplateSchema,
    answers: { 201: templateSummarySchema },
    handle: async (deps, { body }) => {
      const fields = await checked(deps, body.languages);
      const template = await deps.stores.templates.create({
        id: deps.ids('tpl'),
        ...body,
        createdAt: deps.clock(),
        fields,
      });
      return { status: 201, body: summary(template) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/templates',
    role: 'viewer',
    summary: 'Templates, newest first',
    query: pagingSchema,
    answers: { 200: templateListSchema },
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
    answers: { 200: templateSchema },
    handle: async (deps, { params }) => {
      const template = await templateOf(deps, params.id);
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
    answers: { 200: templatePreviewSchema },
    handle: async (deps, { params, body }) => ({
      status: 200,
      body: await preview(deps, await templateOf(deps, params.id), body),
    }),
  }),
];
