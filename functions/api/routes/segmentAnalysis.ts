import { csvFileSchema, fileElsewhereSchema } from '../../../contract/files.ts';
import { byIdSchema } from '../../../contract/ids.ts';
import { overlapPathSchema, overlapSchema } from '../../../contract/segments.ts';
import { membersCsv } from '../../../app/segments/membersCsv.ts';
import { segmentOverlap } from '../../../app/segments/overlap.ts';
import { segmentOf } from '../../../app/segments/segmentOf.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { respondBy } from '../responseTime.ts';
import { fileResponse } from '../fileResponse.ts';
import { TakesTooLongError } from '../../http/problem.ts';
import { plain, route, type Route } from '../route.ts';

/** Throws when a request that may not take as long as it likes has taken too long. */
function giveUpInTime(deps: Pick<Deps, 'clock' | 'blobs'>): () => void {
  const deadline = respondBy(deps);
  return () => {
    if (deps.clock() > deadline)
      throw new TakesTooLongError('there are too many customers for one file: page through /members instead');
  };
}

/** What segments tell about their members: how two overlap, and who they are as a file. */
export const segmentAnalysisRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/overlap/{otherId}',
    role: 'viewer',
    summary: 'How many members two segments share; `share` is the part of those in either that is in both',
    params: overlapPathSchema,
    responses: { 200: overlapSchema },
    handle: async (deps, { params: { id, otherId } }) => {
      await Promise.all([segmentOf(deps.stores, id), segmentOf(deps.stores, otherId)]);
      const deadline = respondBy(deps);
      return { status: 200, body: await segmentOverlap(deps.stores, id, otherId, () => deps.clock() <= deadline) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/members.csv',
    role: 'marketer',
    summary: 'The members as a customers file: safe to open in a spreadsheet, and importing it again changes nothing',
    params: byIdSchema,
    responses: { 200: csvFileSchema, 302: fileElsewhereSchema },
    // Everybody's addresses leave the system at once.
    audited: true,
    handle: async (deps, { params: { id }, request }) => {
      await segmentOf(deps.stores, id);
      return fileResponse(deps, request, {
        name: `members-${id.replaceAll(/[^\w-]/g, '_')}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: await membersCsv(deps.stores, id, giveUpInTime(deps)),
      });
    },
  }),
];
