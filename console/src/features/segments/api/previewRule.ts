import { NDJSON } from '../../../../../contract/files.ts';
import { paths } from '../../../../../contract/paths.ts';
import {
  descriptionSchema,
  previewLineSchema,
  type PreviewResponse,
  type PreviewLineResponse,
} from '../../../../../contract/preview.ts';
import type { SentenceResponse } from '../../../../../contract/sentences.ts';
import { ApiError } from '../../../lib/http/ApiError.ts';
import { linesOf } from '../../../lib/http/ndjson.ts';
import { request, send } from '../../../lib/http/request.ts';

export type PreviewProgress = Exclude<PreviewLineResponse, PreviewResponse | { readonly problem: unknown }>;

/** Counts whom a rule matches; `onProgress` hears how far the reading is. Ends early where `signal` says so. */
export async function previewRule(
  rule: unknown,
  onProgress: (progress: PreviewProgress) => void,
  signal: AbortSignal,
): Promise<PreviewResponse> {
  const response = await request(paths.segmentPreview, {
    method: 'POST',
    headers: { accept: NDJSON, 'content-type': 'application/json' },
    body: JSON.stringify({ rule }),
    signal,
  });
  for await (const parsed of linesOf(response)) {
    const line = previewLineSchema.parse(parsed);
    if ('problem' in line) throw new ApiError(line.problem.status, line.problem);
    if ('matched' in line) return line;
    onProgress(line);
  }
  throw new Error('the preview ended without a result');
}

/** A rule as a sentence. Throws ApiError with the issues of a rule that is refused. */
export async function describeRule(rule: unknown, signal: AbortSignal): Promise<SentenceResponse> {
  return (await send('POST', paths.segmentDescription, { rule }, descriptionSchema, signal)).sentence;
}
