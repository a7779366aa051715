import { z } from '@hono/zod-openapi';
import { explainRule } from '../../../core/segments/explain/explain.ts';
import { NotFoundError } from '../../../core/shared/errors.ts';
import { evaluationContext } from '../../../app/evaluation/evaluationContext.ts';
import { sendLookupFor } from '../../../app/evaluation/sendLookup.ts';
import { segmentOf } from '../../../app/segments/segmentOf.ts';
import { usableRule } from '../../../app/segments/usableRule.ts';
import { plain, route, type Route } from '../route.ts';
import { memberSince, segmentMembers } from '../../../app/segments/segmentMembers.ts';
import { byId, externalId, page, pageOf, paging, time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import {
  historyShape,
  historyView,
  segmentShape,
  segmentView,
  sentences,
  sentenceShape,
  wordingOf,
} from '../views/segmentView.ts';

const HISTORY = 60;

const input = z.object({
  name: z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters'),
  rule: z.unknown(),
});

export const segmentRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments',
    role: 'marketer',
    summary: 'Create a segment from a rule',
    body: input,
    answers: { 201: segmentShape },
    handle: async ({ stores, clock, ids }, { body }) => {
      const id = ids('seg');
      const rule = await usableRule(stores, body.rule, id);
      const segment = await stores.segments.create({ id, name: body.name, rule, ruleVersion: 1, createdAt: clock() });
      return { status: 201, body: segmentView(segment, await wordingOf(stores)) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments',
    role: 'viewer',
    summary: 'Segments, newest first',
    query: paging,
    answers: { 200: pageOf(segmentShape) },
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
    params: byId,
    answers: { 200: segmentShape.extend({ history: historyShape }) },
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
    params: byId,
    body: input,
    answers: { 200: segmentShape },
    handle: async ({ stores }, { params: { id }, body }) => {
      await segmentOf(stores, id);
      const rule = await usableRule(stores, body.rule, id);
      const segment = await stores.segments.mutate(id, (current) => {
        const changed = JSON.stringify(current.rule) !== JSON.stringify(rule);
        return { ...current, name: body.name, rule, ruleVersion: current.ruleVersion + (changed ? 1 : 0) };
      });
      return { status: 200, body: segmentView(segment, await wordingOf(stores)) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/segments/{id}/members',
    role: 'viewer',
    summary: 'Members of a segment; a page may hold fewer than asked for and still have a next one',
    params: byId,
    query: paging,
    answers: { 200: pageOf(z.object({ customerId: z.string(), since: time })) },
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
    params: byId.extend({ customerId: externalId }),
    answers: {
      200: z.object({
        member: z.boolean(),
        since: time.optional(),
        sentence: sentenceShape,
        clauses: z.array(
          z.object({
            path: z.string(),
            rule: z.unknown(),
            holds: z.boolean(),
            value: z.unknown(),
            reason: z.enum(['noOrder', 'notFitted', 'windowNotFitted', 'refused']).optional(),
            limit: z.number().optional(),
            knownFrom: z.string().optional(),
            sentence: sentenceShape,
          }),
        ),
      }),
    },
    handle: async ({ stores, clock }, { params: { id, customerId } }) => {
      const segment = await segmentOf(stores, id);
      const item = (await stores.customers.getManyStored([customerId])).get(customerId);
      if (!item) throw new NotFoundError('customer', customerId);
      const at = clock();
      const [all, wording] = await Promise.all([stores.segments.all(), wordingOf(stores)]);
      const rules = new Map(all.map((each) => [each.id, each.rule]));
      const lookup = (other: string) => rules.get(other);
      const sendsOf = await sendLookupFor(stores, [segment.rule], customerId, { at, lookup });
      const clauses = explainRule(segment.rule, item, await evaluationContext(stores, at, { sendsOf }), lookup);
      const since = memberSince(item, id);
      return {
        status: 200,
        body: {
          member: since !== undefined,
          ...(since !== undefined && { since: timeText(since) }),
          sentence: sentences(segment.rule, wording),
          clauses: clauses.map((clause) => ({ ...clause, sentence: sentences(clause.rule, wording) })),
        },
      };
    },
  }),
];
