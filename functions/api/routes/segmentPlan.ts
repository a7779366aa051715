import { byIdSchema } from '../../../contract/ids.ts';
import { segmentPlanRequestSchema, segmentPlanSchema } from '../../../contract/segmentPlan.ts';
import { removedSegmentSchema } from '../../../contract/segments.ts';
import { MAX_SEGMENTS } from '../../../core/segments/rule/limits.ts';
import { planSegments } from '../../../app/segments/planSegments.ts';
import { removeSegment } from '../../../app/segments/removeSegment.ts';
import { segmentOf } from '../../../app/segments/segmentOf.ts';
import { plain, route, type Route } from '../route.ts';
import { sentences, wordingOf } from '../views/segmentView.ts';

const request = segmentPlanRequestSchema.safeExtend({
  segments: segmentPlanRequestSchema.shape.segments.max(MAX_SEGMENTS, `must be at most ${MAX_SEGMENTS}`),
});

/** Segments as code: what a list of them would change, and the one change that lists can make and forms cannot. */
export const segmentPlanRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments/plan',
    role: 'viewer',
    changes: false,
    summary: 'What would make the segments be those of a list; in it, `member` names segments by their names',
    body: request,
    wire: segmentPlanRequestSchema,
    responses: { 200: segmentPlanSchema },
    handle: async ({ stores }, { body }) => {
      const steps = await planSegments(stores, body.segments, body.prune);
      const { names, currency } = await wordingOf(
        stores,
        steps.map(({ rule }) => rule),
      );
      const wording = {
        names: new Map([...names, ...steps.map(({ id, name: called }) => [id, called] as const)]),
        currency,
      };
      return {
        status: 200,
        body: {
          steps: steps.map(({ action, id, name: called, rule, namedRule, before }) => ({
            action,
            ...(action !== 'create' && { id }),
            name: called,
            rule: namedRule,
            sentence: sentences(rule, wording),
            ...(before && { before: sentences(before, wording) }),
          })),
        },
      };
    },
  }),
  route({
    ...plain,
    method: 'delete',
    path: '/api/v1/segments/{id}',
    role: 'marketer',
    summary: 'Delete a segment that no rule and no campaign still needs; its members leave at the next refresh',
    params: byIdSchema,
    responses: { 200: removedSegmentSchema },
    handle: async ({ stores }, { params: { id } }) => {
      const { name: called } = await segmentOf(stores, id);
      await removeSegment(stores, id);
      return { status: 200, body: { id, name: called } };
    },
  }),
];
