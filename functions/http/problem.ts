import type { z } from 'zod';
import { PROBLEMS, problemType, type ProblemResponse, type ProblemName } from '../../contract/problem.ts';
import {
  ConflictError,
  PeykError,
  UnavailableError,
  ValidationError,
  type FieldError,
} from '../../core/shared/errors.ts';

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

/** What a caller is told about an error. Unknown errors say nothing about their cause. */
export function toProblem(error: unknown): ProblemResponse {
  if (!(error instanceof PeykError) || !isProblem(error.name)) {
    return problem('InternalError', 'The cause is in the log.');
  }
  const base = problem(error.name, error.message);
  if (error instanceof ValidationError) return { ...base, errors: error.errors.map((each) => ({ ...each })) };
  if (error instanceof ConflictError) return { ...error.extra, ...base };
  if (error instanceof UnavailableError) return { ...base, detail: 'Try again in a moment.' };
  return base;
}

function isProblem(name: string): name is ProblemName {
  return Object.hasOwn(PROBLEMS, name);
}

export function problem(name: ProblemName, detail: string): ProblemResponse {
  const { status, title } = PROBLEMS[name];
  return { type: problemType(name), title, status, detail };
}

export function problemResponse(body: ProblemResponse): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** Zod's issues as `errors: [{path, reason}]`; the path reads as in JavaScript: `variants[0].weight`. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pathText([...issue.path, key]), reason: 'is not known here' }))
      : [{ path: pathText(issue.path), reason: issue.message }],
  );
}

function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? String(part) : `.${String(part)}`;
  return text === '' ? 'body' : text;
}
