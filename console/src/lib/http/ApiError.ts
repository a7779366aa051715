import { problemSchema, type ProblemResponse } from '../../../../contract/problem.ts';

/** What is wrong with one part of a request, by its path. */
export type Issue = NonNullable<ProblemResponse['errors']>[number];

/** What the API says no with (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Undefined where something between here and the API has answered in its stead. */
  readonly problem: ProblemResponse | undefined;
  readonly issues: readonly Issue[];
  constructor(status: number, body: unknown) {
    const problem = problemSchema.safeParse(body).data;
    super(problem?.detail ?? String(status));
    this.status = status;
    this.problem = problem;
    this.issues = problem?.errors ?? [];
  }
}
