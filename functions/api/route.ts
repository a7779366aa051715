import type * as z from 'zod';
import { nothingSchema } from '../../contract/nothing.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import type { Role } from '../../core/workspace/roles.ts';
import type { RouteResponse } from './guarded.ts';
import { fieldErrors } from '../http/problem.ts';
import type { Identity } from './identity/identity.ts';

type Method = 'get' | 'post' | 'put' | 'delete';

/** A request taken apart. `json` is undefined where the route reads the body itself. */
export interface RawRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly json: unknown;
  readonly request: Request;
}

type Shape = z.ZodType;
type Responses = Readonly<Record<number, Shape>>;

/** One of the answers that a route states, whole; a drift between contract and code does not compile. */
type Stated<A extends Responses> =
  | { [Status in keyof A & number]: { readonly status: Status; readonly body: z.output<A[Status]> } }[keyof A & number]
  | Response;

interface Definition<P extends Shape, Q extends Shape, B extends Shape, A extends Responses> {
  readonly method: Method;
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  /** The least that a caller must be. */
  readonly role: Role;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The body as the contract has it, where `body` adds rules of core's. */
  readonly wire?: Shape;
  /** Media types of a body that the route reads as a stream itself. */
  readonly streams?: readonly string[];
  /** Whether such a body may be left out. Then the route checks its media type. */
  readonly bodyOptional?: boolean;
  /** False where a POST only asks. Unless said, everything but a GET changes something, and is written to the audit log. */
  readonly changes?: boolean;
  /** Whether it is written to the audit log; what changes something is. */
  readonly audited?: boolean;
  /** A field of the answer that nobody may see again: an answer kept for an Idempotency-Key goes without it. */
  readonly shownOnce?: string;
  /** Schema of the answer per status. */
  readonly responses: A;
  /** Schema of one line, where the answer is JSON lines for those who accept them. */
  readonly lines?: Shape;
  readonly handle: (
    deps: Deps,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; request: Request; caller: Identity },
  ) => Promise<Stated<NoInfer<A>>>;
}

/** A route as data: the table of all routes is what OpenAPI, role checks and tests are made from. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly role: Role;
  readonly summary: string;
  readonly takesJson: boolean;
  readonly streams: readonly string[];
  readonly bodyOptional: boolean;
  readonly schemas: { readonly params: Shape; readonly query: Shape; readonly body: Shape };
  readonly responses: Responses;
  readonly lines: Shape | undefined;
  readonly audited: boolean;
  readonly shownOnce: string | undefined;
  readonly run: (deps: Deps, raw: RawRequest, caller: Identity) => Promise<RouteResponse>;
}

/** Spread this first: a route without parameters, query and body. */
export const plain = { params: nothingSchema, query: nothingSchema, body: nothingSchema };

export function route<P extends Shape, Q extends Shape, B extends Shape, const A extends Responses>(
  definition: Definition<P, Q, B, A>,
): Route {
  const { method, path, role, summary, params, query, body, responses, lines, streams = [], shownOnce } = definition;
  const takesJson = Object.is(body, nothingSchema) ? false : streams.length === 0;
  return {
    method,
    path,
    role,
    summary,
    takesJson,
    streams,
    bodyOptional: definition.bodyOptional ?? false,
    schemas: { params, query, body: definition.wire ?? body },
    responses,
    lines,
    audited: definition.audited ?? definition.changes ?? method !== 'get',
    shownOnce,
    run: async (deps, raw, caller) =>
      definition.handle(deps, {
        params: parse(params, raw.params),
        query: parse(query, raw.query),
        body: parse(body, takesJson ? raw.json : {}),
        request: raw.request,
        caller,
      }),
  };
}

function parse<S extends Shape>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ValidationError(fieldErrors(parsed.error));
  return parsed.data;
}
