import * as z from 'zod/mini';
import { apiFetch } from '../auth/session.ts';

const problemShape = z.looseObject({
  title: z.string(),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), reason: z.string() }))),
});

/** What the API says no with (RFC 9457). `fields` has other members, such as the `runId` of a run that is in the way. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly errors: readonly { readonly path: string; readonly reason: string }[];
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(status: number, body: unknown) {
    const problem = z.safeParse(problemShape, body);
    super(problem.success ? (problem.data.detail ?? problem.data.title) : String(status));
    this.status = status;
    this.errors = problem.success ? (problem.data.errors ?? []) : [];
    this.fields = problem.success ? problem.data : {};
  }
}

/** Every call of the API goes through here. Throws ApiError for anything but 2xx. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('accept')) headers.set('accept', 'application/json');
  const response = await apiFetch(path, { ...init, headers });
  if (response.ok) return response;
  throw new ApiError(response.status, await response.json().catch(() => undefined));
}

export async function get<T>(path: string, shape: z.ZodMiniType<T>, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal ? { signal } : {});
  return z.parse(shape, await response.json());
}

/** A file: itself, or where it is too large for an answer, the address of it on another host, which the page may not read. */
export async function file(path: string): Promise<Blob | string> {
  const response = await request(path, { headers: { accept: 'text/csv, text/uri-list' } });
  const isAddress = response.headers.get('content-type')?.startsWith('text/uri-list') === true;
  return isAddress ? (await response.text()).trim() : response.blob();
}

/** A write or a question with a JSON body. */
export async function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  shape: z.ZodMiniType<T>,
  signal?: AbortSignal,
): Promise<T> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await request(path, { method, ...json, ...(signal && { signal }) });
  return z.parse(shape, await response.json());
}
