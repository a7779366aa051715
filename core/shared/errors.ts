/** One thing that is wrong with an input: `path` names the field, `reason` says what would be right. */
export interface FieldError {
  readonly path: string;
  readonly reason: string;
}

/**
 * Base of every error that Peyk throws on purpose. `name` is stable: ASL Retry and Catch, and the
 * HTTP mapping, match on it. `retryable` says whether the same call may succeed later.
 */
export abstract class PeykError extends Error {
  abstract override readonly name: string;
  readonly retryable: boolean = false;
}

/** The input is not acceptable; nothing was stored. */
export class ValidationError extends PeykError {
  override readonly name = 'ValidationError';
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super(errors.map((error) => `${error.path}: ${error.reason}`).join('; '));
    this.errors = errors;
  }
}

export class NotFoundError extends PeykError {
  override readonly name = 'NotFoundError';
  constructor(what: string, id: string) {
    super(`${what} ${id} does not exist`);
  }
}

/** The request is well formed but contradicts the present state (illegal transition, same id with another body). */
export class ConflictError extends PeykError {
  override readonly name = 'ConflictError';
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.extra = extra;
  }
}

/** Larger than a stated cap; nothing was stored. */
export class TooLargeError extends PeykError {
  override readonly name = 'TooLargeError';
}

/** No or wrong identity. The text never says which part was wrong. */
export class UnauthorizedError extends PeykError {
  override readonly name = 'UnauthorizedError';
}

/** A known identity that may not do this. */
export class ForbiddenError extends PeykError {
  override readonly name = 'ForbiddenError';
}

/** Somebody else wrote the item between our read and our write: read again and retry. */
export class VersionConflictError extends PeykError {
  override readonly name = 'VersionConflictError';
  override readonly retryable = true;
}

/** A dependency refused for now (throttled, unavailable). */
export class UnavailableError extends PeykError {
  override readonly name = 'UnavailableError';
  override readonly retryable = true;
}
