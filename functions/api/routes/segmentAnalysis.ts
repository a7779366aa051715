import { z } from '@hono/zod-openapi';
import { membersCsv } from '../../../app/segments/membersCsv.ts';
import { segmentOverlap } from '../../../app/segments/overlap.ts';
import { segmentOf } from '../../../app/segments/segmentOf.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { answerBy } from '../answerTime.ts';
import { fileAnswer } from '../fileAnswer.ts';
import { TakesTooLongError } from '../../http/problem.ts';
import { plain, route, type Route } from '../route.ts';
import { byId } from '../shapes.ts';

const count = z.int();
const complete = z.boolean().meta({ description: 'False where time ended before all customers were read' });

/** Throws when a request that may not take as long as it likes has taken too long. */
function giveUpInTime(deps: Pick<Deps, 'clock' | 'blobs'>): () => void {
  const deadline = answerBy(deps);
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
    params: byId.extend({ otherId: byId.shape.id }),
    answers: {
      200: z.object({ a: count, b: count, both: count, onlyA: count, onlyB: count, share: z.number(), complete }),
    },
    handle: async (deps, { params: { id, otherId } }) => {
      await Promise.all([segmentOf(deps.stores, id), segmentOf(deps.stores, otherId)]);
      const deadline = answerBy(deps);
      return { status: 200, body: await segmentOverlap(deps.stores, id, otherId, () => deps.clock() <= deadline) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/members.csv',
    role: 'marketer',
    summary: 'The members as a customers file: safe to open in a spreadsheet, and importing it again changes nothing',
    params: byId,
    answers: {
      200: z.string().meta({ description: 'The file; with `accept: text/uri-list`, of a large one its address' }),
      302: z.string().meta({ description: 'A large file, at `location` for five minutes' }),
    },
    // Everybody's addresses leave the system at once.
    audited: true,
    handle: async (deps, { params: { id }, request }) => {
      await segmentOf(deps.stores, id);
      return fileAnswer(deps, request, {
        name: `members-${id.replaceAll(/[^\w-]/g, '_')}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: await membersCsv(deps.stores, id, giveUpInTime(deps)),
      });
    },
  }),
];
