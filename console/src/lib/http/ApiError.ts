import * as z from 'zod/mini';

const problemSchema = z.looseObject({
  title: z.string(),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), reason: z.string() }))),
});

/** What is wrong with one part of a request, by its path. */
export interface Issue {
  readonly path: string;
  readonly reason: string;
}

/** What the API says no with (RFC 9457). `fields` has other members, such as the `runId` of a run that is in the way. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly issues: readonly Issue[];
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(status: number, body: unknown) {
    const problem = z.safeParse(problemSchema, body);
    super(problem.success ? (problem.data.detail ?? problem.data.title) : String(status));
    this.status = status;
    this.issues = problem.success ? (problem.data.errors ?? []) : [];
    this.fields = problem.success ? problem.data : {};
  }
}
