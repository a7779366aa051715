import { z } from 'zod';
import {
  ConflictError,
  PeykError,
  UnavailableError,
  ValidationError,
  type FieldError,
} from '../../core/shared/errors.ts';

/** Problem details of RFC 9457. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

/** A wrong media type; core knows no media types, so it is an error of this layer. */
export class UnsupportedMediaTypeError extends PeykError {
  override readonly name = 'UnsupportedMediaTypeError';
}

/** More work than one request has time for. The text says what to do instead. */
export class TakesTooLongError extends PeykError {
  override readonly name = 'TakesTooLongError';
}

/** The body is not what the media type promises (malformed JSON). */
export class MalformedBodyError extends PeykError {
  override readonly name = 'MalformedBodyError';
}

const KINDS: Readonly<Record<string, { readonly status: number; readonly title: string }>> = {
  ValidationError: { status: 400, title: 'The request is not acceptable' },
  MalformedBodyError: { status: 400, title: 'The body cannot be read' },
  UnauthorizedError: { status: 401, title: 'Not authenticated' },
  ForbiddenError: { status: 403, title: 'Not allowed' },
  NotFoundError: { status: 404, title: 'Not found' },
  ConflictError: { status: 409, title: 'Conflict with the present state' },
  VersionConflictError: { status: 409, title: 'Changed by somebody else meanwhile' },
  TooLargeError: { status: 413, title: 'Too large' },
  UnsupportedMediaTypeError: { status: 415, title: 'Unsupported media type' },
  TakesTooLongError: { status: 503, title: 'More than one request has time for' },
  UnavailableError: { status: 503, title: 'Not available for now' },
};

/** What a caller is told about an error. Unknown errors say nothing about their cause. */
export function toProblem(error: unknown): Problem {
  const kind = error instanceof PeykError ? KINDS[error.name] : undefined;
  if (!kind || !(error instanceof PeykError)) {
    return problem(500, 'InternalError', 'Something went wrong', 'The cause is in the log.');
  }
  const base = problem(kind.status, error.name, kind.title, error.message);
  if (error instanceof ValidationError) return { ...base, errors: error.errors.map((each) => ({ ...each })) };
  if (error instanceof ConflictError) return { ...error.extra, ...base };
  if (error instanceof UnavailableError) return { ...base, detail: 'Try again in a moment.' };
  return base;
}

export function problem(status: number, name: string, title: string, detail: string): Problem {
  return { type: `urn:peyk:problem:${name}`, title, status, detail };
}

export function problemResponse(body: Problem): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** Zod's issues as `errors: [{path, reason}]`; the path reads as in JavaScript: `variants[0].weight`. */
export function fieldErrors(error: z.ZodError, prefix = ''): FieldError[] {
  const at = (path: readonly PropertyKey[]): string => pathText([...(prefix === '' ? [] : [prefix]), ...path]);
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: at([...issue.path, key]), reason: 'is not known here' }))
      : [{ path: at(issue.path), reason: issue.message }],
  );
}

function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? String(part) : `.${String(part)}`;
  return text === '' ? 'body' : text;
}
