import { NDJSON } from '../../../contract/files.ts';
import {
  describeRequestSchema,
  descriptionSchema,
  previewLineSchema,
  previewRequestSchema,
  previewSchema,
  type PreviewLineResponse,
} from '../../../contract/preview.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { expectedCustomers } from '../../../app/segments/expectedCustomers.ts';
import { ndjson } from '../../http/ndjson.ts';
import { previewSegment } from '../../../app/segments/previewSegment.ts';
import { usableRule } from '../../../app/segments/usableRule.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { toProblem } from '../../http/problem.ts';
import { respondBy } from '../responseTime.ts';
import { plain, route, type Route } from '../route.ts';
import { previewView } from '../views/previewView.ts';
import { sentences, wordingOf } from '../views/segmentView.ts';

/** What a rule means before it is a segment: in words, and in customers. */
export const segmentPreviewRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments/describe',
    role: 'viewer',
    changes: false,
    summary:
      'A rule as a sentence in every language; a rule that cannot be a segment is refused with the path of the fault',
    body: describeRequestSchema,
    responses: { 200: descriptionSchema },
    handle: async ({ stores }, { body }) => {
      const rule = await usableRule(stores, body.rule);
      return { status: 200, body: { sentence: sentences(rule, await wordingOf(stores, [rule])) } };
    },
  }),
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/segments/preview',
    role: 'viewer',
    changes: false,
    summary: `Whom a rule matches, now or at an instant; with "Accept: ${NDJSON}", lines {scanned, total?} go before the result`,
    body: previewRequestSchema,
    responses: { 200: previewSchema },
    lines: previewLineSchema,
    handle: async (deps, { body, request }) => {
      const rule = await usableRule(deps.stores, body.rule);
      const at = body.at === undefined ? deps.clock() : Date.parse(body.at);
      if (request.headers.get('accept')?.includes(NDJSON) !== true) {
        const deadline = respondBy(deps);
        const preview = await previewSegment(deps, rule, at, () => deps.clock() <= deadline);
        return { status: 200, body: previewView(preview, rule, await wordingOf(deps.stores, [rule])) };
      }
      return new Response(previewLines(deps, rule, at), {
        headers: { 'content-type': `${NDJSON}; charset=utf-8`, 'cache-control': 'no-store' },
      });
    },
  }),
];

/** A preview as JSON lines: how far it is, and in the end the result, or a `problem`. */
function previewLines(deps: Deps, rule: Rule, at: number): ReadableStream<Uint8Array> {
  const deadline = respondBy(deps);
  return ndjson<PreviewLineResponse>(
    async (write) => {
      const [total, wording] = await Promise.all([expectedCustomers(deps.stores), wordingOf(deps.stores, [rule])]);
      const progress = (scanned: number) =>
        write({ scanned, ...(total !== undefined && { total }) }) && deps.clock() <= deadline;
      progress(0);
      return previewView(await previewSegment(deps, rule, at, progress), rule, wording);
    },
    (error) => {
      deps.log.error({ err: error }, 'preview failed');
      return { problem: toProblem(error) };
    },
  );
}
