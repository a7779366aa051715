import type { ZodType } from 'zod';
import { problemSchema } from '../contract/problem.ts';
import { RequestError } from './errors.ts';

/** A client of Peyk's REST API. Answers are parsed; refusals become RequestErrors that name the field. */
export class Client {
  readonly base: string;
  readonly #token: string | undefined;

  /** `token` = who we are, where the deployment asks: a service token (`peyk_...`), a JWT, or a runtime's PEYK_TOKEN. */
  constructor(base: string, token?: string) {
    this.base = base.replace(/\/+$/, '');
    this.#token = token;
  }

  get<T>(path: string, schema: ZodType<T>): Promise<T> {
    return this.#call('GET', path, {}, schema);
  }

  delete<T>(path: string, schema: ZodType<T>): Promise<T> {
    return this.#call('DELETE', path, {}, schema);
  }

  put<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.#call('PUT', path, { body: JSON.stringify(body), headers }, schema);
  }

  /** The body of an answer as it comes, so that a file of any size needs no memory. */
  async download(path: string): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#fetch('GET', path, {});
    if (!response.ok) throw refusal(response.status, parseJson(await response.text()));
    return response.body ?? new ReadableStream<Uint8Array>();
  }

  post<T>(path: string, body: unknown, schema: ZodType<T>): Promise<T> {
    if (body === undefined) return this.#call('POST', path, {}, schema);
    const headers = { 'content-type': 'application/json' };
    return this.#call('POST', path, { body: JSON.stringify(body), headers }, schema);
  }

  /** Asks a question that is answered in JSON lines, and gives each as it comes. */
  async *lines(path: string, body: unknown): AsyncGenerator {
    const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };
    const response = await this.#fetch('POST', path, { body: JSON.stringify(body), headers });
    if (!response.ok) throw refusal(response.status, parseJson(await response.text()));
    let rest = '';
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield parseJson(line);
    }
    if (rest !== '') yield parseJson(rest);
  }

  /** Sends a body as it comes, so that a file of any size needs no memory. */
  upload<T>(path: string, contentType: string, body: ReadableStream, schema: ZodType<T>): Promise<T> {
    const init = { body, duplex: 'half' as const, headers: { 'content-type': contentType } };
    return this.#call('POST', path, init, schema);
  }

  async #call<T>(method: string, path: string, init: RequestInit, schema: ZodType<T>): Promise<T> {
    const response = await this.#fetch(method, path, init);
    const text = await response.text();
    const body: unknown = text === '' ? undefined : parseJson(text);
    if (!response.ok) throw refusal(response.status, body);
    return schema.parse(body);
  }

  #fetch(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#token !== undefined) headers.set('authorization', `Bearer ${this.#token}`);
    // A deployment takes service tokens behind a prefix; elsewhere it asks for a JWT.
    const prefix = this.#token?.startsWith('peyk_') === true ? '/service' : '';
    return fetch(this.base + prefix + path, { ...init, method, headers }).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new RequestError(
        `Peyk does not answer at ${this.base} (${cause}). Is it running? Start it with "npm start".`,
      );
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refusal(status: number, body: unknown): RequestError {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return new RequestError(`Refused with status ${status}`);
  const { title, detail, errors = [] } = parsed.data;
  return new RequestError(
    `${title}: ${detail}`,
    errors.map(({ path, reason }) => `${path}: ${reason}`),
    errors,
    body,
  );
}
