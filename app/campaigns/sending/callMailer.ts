import { callOutcomes } from '../../../core/campaigns/callOutcomes.ts';
import type { EntryOutcome } from '../../../core/campaigns/ledger.ts';
import { halts, keepForLater, refusalsOf } from './providerCodes.ts';
import type { BulkResponse, BulkEntry, BulkRequest, Mailer } from '../../ports/mailer.ts';

/** What a call came to: one outcome for each entry, and every refusal's code. */
export interface Called {
  readonly outcomes: readonly EntryOutcome[];
  readonly refusals: readonly string[];
}

/**
 * One bulk call. A call that SES refuses as a whole for good has a bad entry (a rate, a pause or a missing set-up is
 * told apart): its halves are called by themselves, so that one bad address costs no neighbour. That is safe, because a
 * refusal means that nothing was taken.
 */
export async function callMailer(mailer: Pick<Mailer, 'sendBulk'>, request: BulkRequest): Promise<Called> {
  const { entries } = request;
  if (entries.length === 0) return { outcomes: [], refusals: [] };
  const answer = await mailer.sendBulk(request);
  const bisect = answer.kind === 'refused' && !answer.retryable && !halts(answer.code) && entries.length > 1;
  if (!bisect) return judged(answer, entries);
  const middle = Math.ceil(entries.length / 2);
  const left = await callMailer(mailer, { ...request, entries: entries.slice(0, middle) });
  const right = await callMailer(mailer, { ...request, entries: entries.slice(middle) });
  return { outcomes: [...left.outcomes, ...right.outcomes], refusals: [...left.refusals, ...right.refusals] };
}

function judged(answer: BulkResponse, entries: readonly BulkEntry[]): Called {
  const refusals = refusalsOf(answer);
  switch (answer.kind) {
    case 'answered':
      return {
        outcomes: callOutcomes({ kind: 'answered', results: answer.results.map(keepForLater) }, entries.length),
        refusals,
      };
    case 'refused':
      return {
        outcomes: callOutcomes({ ...answer, retryable: answer.retryable || halts(answer.code) }, entries.length),
        refusals,
      };
    case 'unknown':
      return { outcomes: callOutcomes({ kind: 'unknown' }, entries.length), refusals };
  }
}
