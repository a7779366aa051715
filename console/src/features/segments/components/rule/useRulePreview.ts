import { useEffect, useState } from 'react';
import type { PreviewResponse } from '../../../../../../contract/preview.ts';
import type { SentenceResponse } from '../../../../../../contract/sentences.ts';
import { ApiError, type Issue } from '../../../../lib/http/ApiError.ts';
import { describeRule, previewRule, type PreviewProgress } from '../../api/previewRule.ts';
import { isIncomplete } from '../clauses/json.ts';

export interface RulePreview {
  readonly incomplete: boolean;
  readonly sentence?: SentenceResponse;
  readonly issues: readonly Issue[];
  /** While it is counted. */
  readonly progress?: PreviewProgress;
  /** Of this rule, or while the next is counted, of the one before. */
  readonly result?: PreviewResponse;
  readonly error?: Error;
}

/** People type faster than this. */
const PAUSE_MS = 400;

/** What a rule means and whom it matches, asked for when the rule has not changed for a moment. */
export function useRulePreview(rule: unknown): RulePreview {
  const text = JSON.stringify(rule);
  const [state, setState] = useState<RulePreview>({ incomplete: false, issues: [] });
  useEffect(() => {
    const current: unknown = JSON.parse(text);
    if (isIncomplete(current)) {
      setState({ incomplete: true, issues: [] });
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
    const sentence = await describeRule(rule, signal);
    const known = { incomplete: false, issues: [], sentence };
    update(({ result }) => ({ ...known, ...(result && { result }), progress: { scanned: 0 } }));
    const onProgress = (progress: PreviewProgress) => {
      update((before) => ({ ...before, progress }));
    };
    const result = await previewRule(rule, onProgress, signal);
    update(() => ({ ...known, result }));
  } catch (error) {
    const issues = error instanceof ApiError ? error.issues : [];
    update(() => ({
      incomplete: false,
      issues,
      ...(issues.length === 0 && { error: error instanceof Error ? error : new Error(String(error)) }),
    }));
  }
}
