import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { cappedBody, mediaType } from '../../functions/http/body.ts';
import { problem, problemResponse, toProblem } from '../../functions/http/problem.ts';
import { FILE_CAP } from '../../app/imports/uploads.ts';
import type { BlobsFolder } from '../adapters/blobsFolder.ts';
import { FILES_PATH } from '../adapters/blobs.ts';
import type { Allowed, FileTokens } from '../adapters/fileTokens.ts';

export interface FilesOptions {
  readonly folder: BlobsFolder;
  readonly tokens: FileTokens;
  readonly clock: () => number;
}

const query = z.object({
  type: z.string(),
  expires: z.coerce.number(),
  bytes: z.coerce.number().optional(),
  name: z.string().optional(),
  token: z.string(),
});

/** Takes and gives single files to whoever has an address for it, with S3's answers: the local part of uploads. */
export function serveFiles({ folder, tokens, clock }: FilesOptions): Hono {
  const app = new Hono();

  const allowed = (context: Context, method: Allowed['method']): Allowed | undefined => {
    const parsed = query.safeParse(context.req.query());
    if (!parsed.success) return undefined;
    const { type: contentType, expires: expiresAt, bytes, name: fileName, token } = parsed.data;
    const asked = { method, key: context.req.param('key') ?? '', contentType, expiresAt, bytes, fileName };
    return tokens.verify(asked, token) && clock() < expiresAt ? asked : undefined;
  };

  app.put(`${FILES_PATH}/:key`, async (context) => {
    const request = context.req.raw;
    const upload = allowed(context, 'PUT');
    const length = request.headers.get('content-length');
    if (!upload || mediaType(request) !== upload.contentType) return refused('the address allows another upload');
    if (upload.bytes !== undefined && length !== String(upload.bytes)) return refused('the length is another');
    if ((await folder.sizeOf(upload.key)) !== undefined) return taken();
    await folder.writeOnce(upload.key, cappedBody(request, FILE_CAP));
    return context.body(null, 200);
  });

  app.get(`${FILES_PATH}/:key`, async (context) => {
    const download = allowed(context, 'GET');
    if (!download) return refused('the address allows nothing, or no longer');
    if ((await folder.sizeOf(download.key)) === undefined) return context.notFound();
    return context.body(ReadableStream.from(folder.read(download.key, 0)), 200, {
      'content-type': download.contentType,
      'content-disposition': `attachment; filename="${download.fileName ?? 'file'}"`,
      'cache-control': 'private, no-store',
    });
  });

  app.onError((error) => {
    const body = toProblem(error);
    return body.status === 409 ? taken() : problemResponse(body);
  });
  return app;
}

const refused = (detail: string) => problemResponse(problem('ForbiddenError', detail));
// As S3 says it.
const taken = () =>
  problemResponse({
    ...problem('ConflictError', 'this file was uploaded before'),
    status: 412,
    title: 'There already',
  });
