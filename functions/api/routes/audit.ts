import { auditListSchema, type AuditEntryResponse } from '../../../contract/audit.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { AuditEntry } from '../../../core/workspace/auditEntry.ts';

const view = ({ at, fields, ...entry }: AuditEntry): AuditEntryResponse => ({
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
    query: pagingSchema,
    responses: { 200: auditListSchema },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.audit.list(query);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
];
