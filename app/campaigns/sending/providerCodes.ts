import type { BulkResponse, BulkResult } from '../../ports/mailer.ts';

/**
 * Refusals that would meet everybody alike until somebody acts: the campaign halts and the recipients stay in the
 * queue, for trying them all would write off the whole audience.
 */
const HALTING = new Set([
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_SENDING_PAUSED',
  'CONFIGURATION_SET_NOT_FOUND',
  'CONFIGURATION_SET_SENDING_PAUSED',
  'INVALID_SENDING_POOL_NAME',
  'INVALID_SENDING_POOL',
  'MAIL_FROM_DOMAIN_NOT_VERIFIED',
  'TEMPLATE_NOT_FOUND',
  'AccountSuspendedException',
  'SendingPausedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
]);

const DAILY_QUOTA = 'ACCOUNT_DAILY_QUOTA_EXCEEDED';

export const halts = (code: string): boolean => HALTING.has(code);
export const isDailyQuota = (code: string): boolean => code === DAILY_QUOTA;

/** The codes of everything an answer refused. */
export function refusalsOf(answer: BulkResponse): string[] {
  switch (answer.kind) {
    case 'answered':
      return answer.results.flatMap((result) => (result.status === 'accepted' ? [] : [result.code]));
    case 'refused':
      return [answer.code];
    case 'unknown':
      return [];
  }
}

/** An entry refused for a reason that halts the campaign is kept for later, not written off. */
export function keepForLater(result: BulkResult): BulkResult {
  return result.status === 'failed' && halts(result.code) ? { status: 'retry', code: result.code } : result;
}
