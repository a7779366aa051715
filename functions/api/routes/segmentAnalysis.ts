import { z } from '@hono/zod-openapi';
import { membersCsv } from '../../segments/membersCsv.ts';
import { segmentOverlap } from '../../segments/overlap.ts';
import { segmentOf } from '../../segments/segmentOf.ts';
import type { Deps } from '../../shared/deps.ts';
import { fileAnswer } from '../fileAnswer.ts';
import { TakesTooLongError } from '../problem.ts';
import { plain, route, type Route } from '../route.ts';
import { byId } from '../shapes.ts';

const count = z.int();

/** An API Gateway gives up after 30 s; the file must be written to its end before. */
const MOST_MS = 22_000;

/** Throws when a request that may not take as long as it likes has taken too long. */
function giveUpInTime({ clock, blobs }: Pick<Deps, 'clock' | 'blobs'>): () => void {
  const deadline = blobs.largestAnswer === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : clock() + MOST_MS;
  return () => {
    if (clock() > deadline)
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
