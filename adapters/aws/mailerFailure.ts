import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import type { BulkResponse } from '../../app/ports/mailer.ts';

/** Refusals that pass by themselves. Everything else that SES refuses needs somebody to act. */
const PASSING = new Set(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException']);

/** What a failed bulk call means: only a definite refusal is `refused`, any doubt is `unknown`. */
export function judgeFailure(error: unknown): BulkResponse {
  if (!(error instanceof Error)) return { kind: 'unknown', cause: String(error) };
  if (error instanceof SESv2ServiceException) return judgeService(error);
  if (neverWritten(error)) return { kind: 'refused', code: codeOf(error), retryable: true };
  return { kind: 'unknown', cause: codeOf(error) };
}

function judgeService(error: SESv2ServiceException): BulkResponse {
  const status = error.$metadata.httpStatusCode ?? 500;
  // 408: the service gave up on our request, which says nothing about what it did with it.
  if (status >= 500 || status === 408) return { kind: 'unknown', cause: `${error.name} (${status})` };
  return { kind: 'refused', code: error.name, retryable: status === 429 || PASSING.has(error.name) };
}

/** True where the request cannot have left: no connection was made, or there were no credentials to sign with. */
function neverWritten(error: Error): boolean {
  const syscall = 'syscall' in error ? error.syscall : undefined;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  // Several addresses tried, none answered (Node's happy-eyeballs connect).
  if (error instanceof AggregateError) {
    return error.errors.length > 0 && error.errors.every((each) => each instanceof Error && neverWritten(each));
  }
  if (error.name === 'CredentialsProviderError') return true;
  return error.name === 'TimeoutError' && error.message.includes('did not establish a connection');
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
