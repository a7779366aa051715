import * as z from 'zod/mini';
import { ApiError, file, get, send } from './http.ts';
import {
  explanationShape,
  memberListShape,
  overlapShape,
  runShape,
  segmentListShape,
  segmentShape,
  sentenceShape,
} from './segmentShapes.ts';

const ROOT = '/api/v1/segments';
const part = encodeURIComponent;
const of = (id: string): string => `${ROOT}/${part(id)}`;
const paged = (path: string, limit: number, cursor: string | undefined): string =>
  `${path}?limit=${limit}${cursor === undefined ? '' : `&cursor=${part(cursor)}`}`;

export interface SegmentInput {
  readonly name: string;
  readonly rule: unknown;
}

const started = z.object({ runId: z.string() });

/** The part of the REST API about segments. */
export const segmentsApi = {
  list: (cursor: string | undefined, limit = 50) => get(paged(ROOT, limit, cursor), segmentListShape),
  one: (id: string) => get(of(id), segmentShape),
  members: (id: string, cursor: string | undefined) => get(paged(`${of(id)}/members`, 12, cursor), memberListShape),
  overlap: (id: string, other: string) => get(`${of(id)}/overlap/${part(other)}`, overlapShape),
  explain: (id: string, customer: string) => get(`${of(id)}/explain/${part(customer)}`, explanationShape),
  describe: (rule: unknown, signal?: AbortSignal) =>
    send('POST', `${ROOT}/describe`, { rule }, z.object({ sentence: sentenceShape }), signal),
  create: (input: SegmentInput) => send('POST', ROOT, input, segmentShape),
  update: (id: string, input: SegmentInput) => send('PUT', of(id), input, segmentShape),
  remove: (id: string) => send('DELETE', of(id), undefined, z.unknown()),
  run: (runId: string) => get(`/api/v1/runs/${part(runId)}`, runShape),
  /** Starts a refresh, or joins the one that is running. */
  refresh: async (): Promise<{ readonly runId: string; readonly joined: boolean }> => {
    try {
      return { ...(await send('POST', `${ROOT}/refresh`, undefined, started)), joined: false };
    } catch (error) {
      const running =
        error instanceof ApiError && error.status === 409 ? z.safeParse(started, error.fields) : undefined;
      if (running?.success === true) return { runId: running.data.runId, joined: true };
      throw error;
    }
  },
  /** The members as a file. */
  download: (id: string) => file(`${of(id)}/members.csv`),
};
