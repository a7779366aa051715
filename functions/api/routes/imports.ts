import type { z } from 'zod';
import { CSV, csvFileSchema, NDJSON } from '../../../contract/files.ts';
import { byIdSchema } from '../../../contract/ids.ts';
import {
  importListSchema,
  importSchema,
  newImportQuerySchema,
  startedImportSchema,
  type ImportSummaryResponse,
} from '../../../contract/imports.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import { ValidationError } from '../../../core/shared/errors.ts';
import { importRecord } from '../../../app/imports/importRecord.ts';
import { firstRejections, rejectedCsv } from '../../../app/imports/rejectedRows.ts';
import { type ImportFile, keepFile, startImport, takeUpload } from '../../../app/imports/startImport.ts';
import { FILE_CAP } from '../../../app/imports/uploads.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { cappedBody, mediaType, requireMediaType } from '../../http/body.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Import } from '../../../core/imports/import.ts';

function view(record: Import): ImportSummaryResponse {
  const { id, kind, status, createdAt, finishedAt, bytes, checkpoint, rows, accepted, rejected, failure } = record;
  return {
    id,
    kind,
    status,
    createdAt: timeText(createdAt),
    ...(finishedAt !== undefined && { finishedAt: timeText(finishedAt) }),
    ...(bytes !== undefined && { bytes }),
    ...(checkpoint && { bytesDone: checkpoint.byte }),
    rows,
    accepted,
    rejected,
    ...(failure !== undefined && { failure }),
  };
}

/** The file to import: the body, or an upload named instead. */
async function fileOf(
  deps: Deps,
  { kind, upload }: Pick<z.output<typeof newImportQuerySchema>, 'kind' | 'upload'>,
  request: Request,
): Promise<ImportFile> {
  if (upload !== undefined) {
    if (mediaType(request) !== '')
      throw new ValidationError([{ path: 'upload', reason: 'send a body or name an upload, not both' }]);
    return takeUpload(deps, kind, upload);
  }
  const format = requireMediaType(request, [CSV, NDJSON]) === NDJSON ? 'ndjson' : 'csv';
  if (!request.body) throw new ValidationError([{ path: 'body', reason: 'the file is missing' }]);
  return keepFile(deps, format, cappedBody(request, FILE_CAP));
}

export const importRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/imports',
    role: 'marketer',
    summary:
      'A file of customers, orders or assignments, read in the background. A deployment takes a body of 6 MB; ' +
      'a larger file is sent to POST /api/v1/uploads first and named by `upload`',
    query: newImportQuerySchema,
    streams: [CSV, NDJSON],
    bodyOptional: true,
    responses: { 202: startedImportSchema },
    handle: async (deps, { query, request }) => {
      const file = await fileOf(deps, query, request);
      return { status: 202, body: { id: await startImport(deps, file, query.kind, query) } };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/imports',
    role: 'viewer',
    summary: 'Imports, newest first',
    query: pagingSchema,
    responses: { 200: importListSchema },
    handle: async ({ stores }, input) => {
      const { items, next } = await stores.imports.list(input.query);
      return { status: 200, body: page(items.map(view), next) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/imports/{id}',
    role: 'viewer',
    summary: 'How far an import is, and the first 1000 rejected rows',
    params: byIdSchema,
    responses: { 200: importSchema },
    handle: async ({ stores }, { params }) => {
      const record = await importRecord(stores, params.id);
      return { status: 200, body: { ...view(record), errors: await firstRejections(stores, record) } };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/imports/{id}/rejected.csv',
    role: 'marketer',
    summary: 'Every rejected row with its reason, safe to open in a spreadsheet',
    params: byIdSchema,
    responses: { 200: csvFileSchema },
    handle: async ({ stores }, { params }) => {
      await importRecord(stores, params.id);
      return new Response(ReadableStream.from(rejectedCsv(stores, params.id)), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="rejected-${params.id}.csv"`,
        },
      });
    },
  }),
];
