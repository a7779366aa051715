import { Readable } from 'node:stream';
import type { ZodType } from 'zod';

/** A minimal client of our own REST API: the demo uses what every other client uses. */
export class ApiClient {
  readonly #base: string;
  readonly #identity: Readonly<Record<string, string>>;

  constructor(base: string, token?: string) {
    this.#base = base;
    this.#identity = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async get<T>(path: string, schema: ZodType<T>): Promise<T> {
    return schema.parse(await this.#call('GET', path));
  }

  /** `also`: refusals that are an answer as well. */
  async send<T>(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    schema: ZodType<T>,
    also: readonly number[] = [],
  ): Promise<T> {
    const init = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
    return schema.parse(await this.#call(method, path, { ...init, also }));
  }

  /** Streams a file body, as `curl --data-binary @file` would. */
  async upload<T>(path: string, lines: Iterable<string>, schema: ZodType<T>): Promise<T> {
    const body = Readable.toWeb(Readable.from(lines, { objectMode: false }));
    const init = { body, duplex: 'half' as const, type: 'text/csv' };
    return schema.parse(await this.#call('POST', path, init));
  }

  async #call(
    method: string,
    path: string,
    { type, also = [], ...init }: RequestInit & { readonly type?: string; readonly also?: readonly number[] } = {},
  ): Promise<unknown> {
    const headers = { ...this.#identity, ...(type !== undefined && { 'content-type': type }) };
    const response = await fetch(this.#base + path, { method, headers, ...init });
    const text = await response.text();
    if (!response.ok && !also.includes(response.status))
      throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
