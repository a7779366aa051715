import { z } from '@hono/zod-openapi';
import { membersCsv } from '../../segments/membersCsv.ts';
import { segmentOverlap } from '../../segments/overlap.ts';
import { segmentOf } from '../../segments/segmentOf.ts';
import { plain, route, type Route } from '../route.ts';
import { byId } from '../shapes.ts';

const count = z.int();

/** What segments tell about their members: how two overlap, and who they are as a file. */
export const segmentAnalysisRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/overlap/{otherId}',
    role: 'viewer',
    summary: 'How many members two segments share; `share` is the part of those in either that is in both',
    params: byId.extend({ otherId: byId.shape.id }),
    answers: {
      200: z.object({ a: count, b: count, both: count, onlyA: count, onlyB: count, share: z.number() }),
    },
    handle: async ({ stores }, { params: { id, otherId } }) => {
      await Promise.all([segmentOf(stores, id), segmentOf(stores, otherId)]);
      return { status: 200, body: await segmentOverlap(stores, id, otherId) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/members.csv',
    role: 'marketer',
    summary: 'The members as a customers file: safe to open in a spreadsheet, and importing it again changes nothing',
    params: byId,
    answers: { 200: z.string() },
    handle: async ({ stores }, { params: { id } }) => {
      await segmentOf(stores, id);
      return new Response(ReadableStream.from(await membersCsv(stores, id)), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="members-${id.replaceAll(/[^\w-]/g, '_')}.csv"`,
        },
      });
    },
  }),
];
