import { ADDRESS_LIST } from '../../contract/files.ts';
import type { Deps } from '../../app/ports/deps.ts';

/** A file as an answer. */
export interface FileContent {
  readonly name: string;
  readonly contentType: string;
  readonly content: AsyncIterable<Uint8Array, void>;
}

/**
 * Answers with a file as it is made. Where answers are capped (a function's), one that grows over the cap is written to
 * the store of files instead, and the answer is a redirect to an address that reads it for five minutes, or that address
 * itself where `request` accepts one. Memory holds no more than the cap.
 */
export async function fileResponse(
  { blobs, ids }: Pick<Deps, 'blobs' | 'ids'>,
  request: Request,
  { name, contentType, content }: FileContent,
): Promise<Response> {
  const headers = { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` };
  if (blobs.largestResponse === Number.POSITIVE_INFINITY)
    return new Response(ReadableStream.from(content), { headers });

  const head: Uint8Array[] = [];
  const rest = content[Symbol.asyncIterator]();
  for (let bytes = 0; bytes <= blobs.largestResponse;) {
    const { done, value } = await rest.next();
    if (done === true) return new Response(Buffer.concat(head), { headers });
    head.push(value);
    bytes += value.length;
  }
  const key = `exports/${ids('exp')}`;
  await blobs.write(key, joined(head, rest));
  const location = await blobs.downloadAddress(key, { contentType, fileName: name });
  if (request.headers.get('accept')?.includes(ADDRESS_LIST) === true) {
    return new Response(`${location}\r\n`, { headers: { 'content-type': ADDRESS_LIST, 'cache-control': 'no-store' } });
  }
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}

async function* joined(head: Uint8Array[], rest: AsyncIterator<Uint8Array, void>): AsyncGenerator<Uint8Array> {
  yield* head.splice(0);
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
