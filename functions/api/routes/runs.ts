import { byIdSchema } from '../../../contract/ids.ts';
import { page } from '../../../contract/page.ts';
import {
  refreshQuerySchema,
  runListSchema,
  runQuerySchema,
  runSchema,
  startedRunSchema,
} from '../../../contract/runs.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { startRefresh } from '../../../app/segments/startRefresh.ts';
import { plain, route, type Route } from '../route.ts';
import { runSummaryView, runView } from '../views/runView.ts';

export const runRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments/refresh',
    role: 'marketer',
    summary:
      'Bring every segment up to date; `full` evaluates every customer, even those whom nothing can have changed. ' +
      'Refused while a refresh runs, whose `runId` the refusal names',
    query: refreshQuerySchema,
    responses: { 202: startedRunSchema },
    handle: async (deps, { query }) => ({
      status: 202,
      body: await startRefresh(deps, { full: query.full === 'true' }),
    }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/runs',
    role: 'viewer',
    summary: 'Segment refreshes, newest first, with how many entered and left',
    query: runQuerySchema,
    responses: { 200: runListSchema },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.runs.list(query);
      const ofKind = items.filter(({ kind }) => kind === query.kind);
      return { status: 200, body: page(ofKind.map(runSummaryView), next) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/runs/{id}',
    role: 'viewer',
    summary: 'How far a segment refresh is',
    params: byIdSchema,
    responses: { 200: runSchema },
    handle: async ({ stores }, { params: { id } }) => {
      const [run, shards] = await Promise.all([stores.runs.get(id), stores.runs.shardsOf(id)]);
      if (!run) throw new NotFoundError('run', id);
      return { status: 200, body: runView(run, shards) };
    },
  }),
];
