import { useEffect, useState } from 'react';
import { ApiError } from '../../api/http.ts';
import { previewRule, type PreviewProgress } from '../../api/preview.ts';
import { segmentsApi } from '../../api/segments.ts';
import type { Preview, Sentence } from '../../api/segmentShapes.ts';
import { isIncomplete } from './json.ts';
import type { Fault } from './RuleContext.tsx';

export interface RulePreview {
  readonly incomplete: boolean;
  readonly sentence?: Sentence;
  readonly faults: readonly Fault[];
  /** While it is counted. */
  readonly progress?: PreviewProgress;
  /** Of this rule, or while the next is counted, of the one before. */
  readonly result?: Preview;
  readonly error?: Error;
}

/** People type faster than this. */
const PAUSE_MS = 400;

/** What a rule means and whom it matches, asked for when the rule has not changed for a moment. */
export function useRulePreview(rule: unknown): RulePreview {
  const text = JSON.stringify(rule);
  const [state, setState] = useState<RulePreview>({ incomplete: false, faults: [] });
  useEffect(() => {
    const current: unknown = JSON.parse(text);
    if (isIncomplete(current)) {
      setState({ incomplete: true, faults: [] });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => void follow(current, abort.signal, setState), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return state;
}

async function follow(
  rule: unknown,
  signal: AbortSignal,
  set: (change: (before: RulePreview) => RulePreview) => void,
): Promise<void> {
  const update = (change: (before: RulePreview) => RulePreview) => {
    if (!signal.aborted) set(change);
  };
  try {
    const { sentence } = await segmentsApi.describe(rule, signal);
    const known = { incomplete: false, faults: [], sentence };
    update(({ result }) => ({ ...known, ...(result && { result }), progress: { scanned: 0 } }));
    const onProgress = (progress: PreviewProgress) => {
      update((before) => ({ ...before, progress }));
    };
    const result = await previewRule(rule, onProgress, signal);
    update(() => ({ ...known, result }));
  } catch (error) {
    const faults = error instanceof ApiError ? error.errors : [];
    update(() => ({
      incomplete: false,
      faults,
      ...(faults.length === 0 && { error: error instanceof Error ? error : new Error(String(error)) }),
    }));
  }
}
