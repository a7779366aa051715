import { PeykError, TooLargeError, UnavailableError } from '../../core/shared/errors.ts';
import type { JsonObject } from './json.ts';

interface Refused {
  readonly code: string;
  readonly message: string;
  /** The answer's JSON. */
  readonly answer: JsonObject;
  readonly attempts: number;
  /** Of HTTP. */
  readonly status: number;
}

/** The database said no: which error (`code`), with what details, and how often the call was tried. */
export class DynamoRefusal extends Error {
  override readonly name = 'DynamoRefusal';
  readonly code: string;
  readonly answer: JsonObject;
  readonly attempts: number;
  readonly status: number;
  constructor({ code, message, answer, attempts, status }: Refused, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
    this.answer = answer;
    this.attempts = attempts;
    this.status = status;
  }
}

/** True where a conditional write found something else than it expected. */
export function isConditionFailure(error: unknown): error is DynamoRefusal {
  return error instanceof DynamoRefusal && error.code === 'ConditionalCheckFailedException';
}

/** True where a transaction of somebody else was writing the item just then. */
export function isTransactionConflict(error: unknown): error is DynamoRefusal {
  return (
    error instanceof DynamoRefusal &&
    (error.code === 'TransactionConflictException' || error.code === 'TransactionInProgressException')
  );
}

const FOR_NOW = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
]);
const NO_ANSWER =
  /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH)|TimeoutError|socket hang up|other side closed/;

/** Throttling, 5xx and a lost connection are for now, an oversized item is for good; the rest stays as it is. */
export function toPeykError(error: unknown): unknown {
  if (error instanceof DynamoRefusal) {
    if (FOR_NOW.has(error.code) || error.status >= 500) return unavailable(error);
    if (error.code === 'ValidationException' && /size has exceeded|exceeded the maximum/i.test(error.message)) {
      return new TooLargeError('the item is larger than 400 KB', { cause: error });
    }
    return error;
  }
  if (error instanceof PeykError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  return [code, error.name, error.message].some((text) => NO_ANSWER.test(text)) ? unavailable(error) : error;
}

function unavailable(cause: Error): UnavailableError {
  return new UnavailableError(`the database is not available: ${cause.message}`, { cause });
}
