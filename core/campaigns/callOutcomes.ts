import type { EntryOutcome } from './ledger.ts';

/** A bulk call's answer, as a mailer gives it. */
export type CallResponse =
  | { readonly kind: 'answered'; readonly results: readonly EntryOutcome[] }
  | { readonly kind: 'refused'; readonly code: string; readonly retryable: boolean }
  | { readonly kind: 'unknown' };

/**
 * The outcome of each of a call's `size` recipients. Only a definite refusal may be retried; an answer that is
 * shorter than the call says nothing of the rest, so they are unknown.
 */
export function callOutcomes(answer: CallResponse, size: number): EntryOutcome[] {
  return Array.from({ length: size }, (_, index): EntryOutcome => {
    switch (answer.kind) {
      case 'answered':
        return answer.results[index] ?? { status: 'unknown' };
      case 'refused':
        return { status: answer.retryable ? 'retry' : 'failed', code: answer.code };
      case 'unknown':
        return { status: 'unknown' };
    }
  });
}
