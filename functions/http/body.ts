import { TooLargeError } from '../../core/shared/errors.ts';
import { MalformedBodyError, UnsupportedMediaTypeError } from './problem.ts';

/** Caps in bytes. */
export const JSON_CAP = 1_048_576;
export const WEBHOOK_CAP = 262_144;

function tooLarge(cap: number): TooLargeError {
  return new TooLargeError(`the body may hold ${cap} bytes`);
}

/** The body as it arrives, refused (TooLargeError) as soon as it passes the cap, by its stated length if it has one. */
export async function* cappedBody(request: Request, cap: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > cap) throw tooLarge(cap);
  const body: ReadableStream<Uint8Array> | null = request.body;
  if (!body) return;
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > cap) throw tooLarge(cap);
    yield chunk;
  }
}

/** The whole body, at most `cap` bytes. */
export async function readBytes(request: Request, cap: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of cappedBody(request, cap)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The media type without its parameters, lower case. */
export function mediaType(request: Request): string {
  const header = request.headers.get('content-type') ?? '';
  return (header.split(';')[0] ?? '').trim().toLowerCase();
}

/** Throws where the request's media type is none of `allowed`. */
export function requireMediaType(request: Request, allowed: readonly string[]): string {
  const type = mediaType(request);
  if (!allowed.includes(type)) {
    throw new UnsupportedMediaTypeError(
      `send ${allowed.join(' or ')}, not ${type === '' ? 'a body without a media type' : type}`,
    );
  }
  return type;
}

/** Parses JSON text (UTF-8, fatal on bad bytes). */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new MalformedBodyError('the body is not valid JSON in UTF-8');
  }
}
