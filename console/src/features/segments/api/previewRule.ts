import * as z from 'zod/mini';
import { ApiError } from '../../../lib/http/ApiError.ts';
import { linesOf } from '../../../lib/http/ndjson.ts';
import { request, send } from '../../../lib/http/request.ts';
import { descriptionSchema, previewSchema, progressLineSchema, type Preview, type Sentence } from './shapes.ts';

const failedSchema = z.object({ problem: z.looseObject({ status: z.number() }) });

export interface PreviewProgress {
  readonly scanned: number;
  readonly total?: number | undefined;
}

/** Counts whom a rule matches; `onProgress` hears how far the reading is. Ends early where `signal` says so. */
export async function previewRule(
  rule: unknown,
  onProgress: (progress: PreviewProgress) => void,
  signal: AbortSignal,
): Promise<Preview> {
  const response = await request('/api/v1/segments/preview', {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
    body: JSON.stringify({ rule }),
    signal,
  });
  for await (const line of linesOf(response)) {
    const result = z.safeParse(previewSchema, line);
    if (result.success) return result.data;
    const failed = z.safeParse(failedSchema, line);
    if (failed.success) throw new ApiError(failed.data.problem.status, failed.data.problem);
    const progress = z.safeParse(progressLineSchema, line);
    if (progress.success) onProgress(progress.data);
  }
  throw new Error('the preview ended without a result');
}

/** A rule as a sentence. Throws ApiError with the issues of a rule that is refused. */
export async function describeRule(rule: unknown, signal: AbortSignal): Promise<Sentence> {
  return (await send('POST', '/api/v1/segments/describe', { rule }, descriptionSchema, signal)).sentence;
}
