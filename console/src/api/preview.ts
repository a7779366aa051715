import * as z from 'zod/mini';
import { ApiError, request } from './http.ts';
import { previewShape, progressLineShape, type Preview } from './segmentShapes.ts';

const failedShape = z.object({ problem: z.looseObject({ status: z.number() }) });

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
    const parsed: unknown = JSON.parse(line);
    const result = z.safeParse(previewShape, parsed);
    if (result.success) return result.data;
    const failed = z.safeParse(failedShape, parsed);
    if (failed.success) throw new ApiError(failed.data.problem.status, failed.data.problem);
    const progress = z.safeParse(progressLineShape, parsed);
    if (progress.success) onProgress(progress.data);
  }
  throw new Error('the preview ended without a result');
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}
