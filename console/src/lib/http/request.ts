import type { ZodType } from 'zod';
import { ADDRESS_LIST, CSV } from '../../../../contract/files.ts';
import { ApiError } from './ApiError.ts';
import { apiFetch } from './apiFetch.ts';

/** Every call of the API goes through here. Throws ApiError for anything but 2xx. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('accept')) headers.set('accept', 'application/json');
  const response = await apiFetch(path, { ...init, headers });
  if (response.ok) return response;
  throw new ApiError(response.status, await response.json().catch(() => undefined));
}

/** The answer as its schema says. Throws ApiError, or ZodError where the answer is something else. */
export async function get<T>(path: string, schema: ZodType<T>): Promise<T> {
  const response = await request(path);
  return schema.parse(await response.json());
}

/** A write or a question with a JSON body; throws as `get` does. */
export async function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  schema: ZodType<T>,
  signal?: AbortSignal,
): Promise<T> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await request(path, { method, ...json, ...(signal && { signal }) });
  return schema.parse(await response.json());
}

/** A file: itself, or where it is too large for an answer, the address of it on another host, which the page may not read. */
export async function file(path: string): Promise<Blob | string> {
  const response = await request(path, { headers: { accept: `${CSV}, ${ADDRESS_LIST}` } });
  const isAddress = response.headers.get('content-type')?.startsWith(ADDRESS_LIST) === true;
  return isAddress ? (await response.text()).trim() : response.blob();
}
