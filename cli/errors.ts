/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Peyk answered no, or could not be reached: exit code 1. `details` are lines for a person. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly details: readonly string[];
  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.details = details;
  }
}
