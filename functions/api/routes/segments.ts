import { explanationPathSchema, explanationSchema } from '../../../contract/explanation.ts';
import { byIdSchema } from '../../../contract/ids.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import {
  memberListSchema,
  newSegmentSchema,
  segmentListSchema,
  segmentSchema,
  segmentWithHistorySchema,
} from '../../../contract/segments.ts';
import { changeSegment, createSegment } from '../../../app/segments/defineSegment.ts';
import { explainMembership } from '../../../app/segments/explainMembership.ts';
import { segmentOf } from '../../../app/segments/segmentOf.ts';
import { externalId } from '../../http/externalId.ts';
import { plain, route, type Route } from '../route.ts';
import { explainedClauseView } from '../views/explainedClauseView.ts';
import { segmentMembers } from '../../../app/segments/segmentMembers.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import { historyView, segmentView, sentences, wordingOf } from '../views/segmentView.ts';

const HISTORY = 60;

export const segmentRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments',
    role: 'marketer',
    summary: 'Create a segment from a rule',
    body: newSegmentSchema,
    responses: { 201: segmentSchema },
    handle: async (deps, { body }) => {
      const segment = await createSegment(deps, body);
      return { status: 201, body: segmentView(segment, await wordingOf(deps.stores)) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments',
    role: 'viewer',
    summary: 'Segments, newest first',
    query: pagingSchema,
    responses: { 200: segmentListSchema },
    handle: async ({ stores }, { query }) => {
      const [{ items, next }, wording] = await Promise.all([stores.segments.list(query), wordingOf(stores)]);
      return {
        status: 200,
        body: page(
          items.map((segment) => segmentView(segment, wording)),
          next,
        ),
      };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}',
    role: 'viewer',
    summary: 'A segment, its size and how it changed',
    params: byIdSchema,
    responses: { 200: segmentWithHistorySchema },
    handle: async ({ stores }, { params: { id } }) => {
      const segment = await segmentOf(stores, id);
      const [wording, history] = await Promise.all([wordingOf(stores), stores.segments.history(id, HISTORY)]);
      return { status: 200, body: { ...segmentView(segment, wording), history: historyView(history) } };
    },
  }),
  route({
    ...plain,
    method: 'put',
    path: '/api/v1/segments/{id}',
    role: 'marketer',
    summary: 'Change a segment; a changed rule takes effect at the next refresh',
    params: byIdSchema,
    body: newSegmentSchema,
    responses: { 200: segmentSchema },
    handle: async ({ stores }, { params: { id }, body }) => {
      const segment = await changeSegment(stores, id, body);
      return { status: 200, body: segmentView(segment, await wordingOf(stores)) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/members',
    role: 'viewer',
    summary: 'Members of a segment; a page may hold fewer than asked for and still have a next one',
    params: byIdSchema,
    query: pagingSchema,
    responses: { 200: memberListSchema },
    handle: async ({ stores }, { params: { id }, query }) => {
      await segmentOf(stores, id);
      const { items, next } = await segmentMembers(stores, id, query);
      return { status: 200, body: page(items, next) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/explain/{customerId}',
    role: 'viewer',
    summary: 'Why a customer is a member or not, clause by clause',
    params: explanationPathSchema.safeExtend({ customerId: externalId }),
    responses: { 200: explanationSchema },
    handle: async (deps, { params: { id, customerId } }) => {
      const { segment, since, clauses } = await explainMembership(deps, id, customerId);
      const wording = await wordingOf(deps.stores);
      return {
        status: 200,
        body: {
          member: since !== undefined,
          ...(since !== undefined && { since: timeText(since) }),
          sentence: sentences(segment.rule, wording),
          clauses: clauses.map((clause) => explainedClauseView(clause, wording)),
        },
      };
    },
  }),
];
