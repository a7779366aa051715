/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Peyk answered no, or could not be reached: exit code 1. `details` are lines for a person. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly details: readonly string[];
  /** The same by field, where the API named them. */
  readonly fields: readonly { readonly path: string; readonly reason: string }[];
  /** The refusal as it came. */
  readonly body: unknown;
  constructor(message: string, details: readonly string[] = [], fields: RequestError['fields'] = [], body?: unknown) {
    super(message);
    this.details = details;
    this.fields = fields;
    this.body = body;
  }
}
