import * as z from 'zod';

/** What can be wrong, by the name that ends a problem's `type`. The status is always the same. */
export const PROBLEMS = {
  ValidationError: { status: 400, title: 'The request is not acceptable' },
  MalformedBodyError: { status: 400, title: 'The body cannot be read' },
  UnauthorizedError: { status: 401, title: 'Not authenticated' },
  ForbiddenError: { status: 403, title: 'Not allowed' },
  NotFoundError: { status: 404, title: 'Not found' },
  ConflictError: { status: 409, title: 'Conflict with the present state' },
  VersionConflictError: { status: 409, title: 'Changed by somebody else meanwhile' },
  TooLargeError: { status: 413, title: 'Too large' },
  UnsupportedMediaTypeError: { status: 415, title: 'Unsupported media type' },
  InternalError: { status: 500, title: 'Something went wrong' },
  TakesTooLongError: { status: 503, title: 'More than one request has time for' },
  UnavailableError: { status: 503, title: 'Not available for now' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** The `type` of a problem. */
export function problemType(name: ProblemName): string {
  return `urn:peyk:problem:${name}`;
}

/** One thing that is wrong with an input. `path` reads as in JavaScript: `variants[0].weight`. */
export const fieldErrorSchema = z.object({ path: z.string(), reason: z.string() }).meta({ id: 'FieldError' });

/** Problem details of RFC 9457: what every refusal answers. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: `One of ${Object.keys(PROBLEMS).join(', ')} after \`urn:peyk:problem:\`` }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(fieldErrorSchema).exactOptional(),
    runId: z.string().exactOptional().meta({ description: 'The refresh under way' }),
    importId: z.string().exactOptional().meta({ description: 'The import that reads the upload' }),
    currentStatus: z.string().exactOptional().meta({ description: 'Of the campaign' }),
    field: z.string().exactOptional().meta({ description: 'In which the order differs from the stored one' }),
  })
  .meta({ id: 'Problem' });

export type ProblemResponse = z.infer<typeof problemSchema>;
