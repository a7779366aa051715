import { z } from '@hono/zod-openapi';
import { plain, route, type Route } from '../route.ts';
import { page, pageOf, paging, time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { AuditEntry } from '../../../core/workspace/auditEntry.ts';

const entryShape = z
  .object({
    id: z.string(),
    at: time,
    who: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    method: z.string(),
    route: z.string(),
    target: z.string().optional(),
    fields: z.array(z.string()),
    status: z.int(),
  })
  .meta({ id: 'AuditEntry' });

const view = ({ at, fields, ...entry }: AuditEntry): z.infer<typeof entryShape> => ({
  ...entry,
  at: timeText(at),
  fields: [...fields],
});

export const auditRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/audit',
    role: 'admin',
    summary: 'Who changed what and when, newest first; names of fields, never their values; kept for 400 days',
    query: paging,
    answers: { 200: pageOf(entryShape) },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.audit.list(query);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
];
