import type { z } from 'zod';
import { CSV, csvFileSchema, NDJSON } from '../../../contract/files.ts';
import { byIdSchema } from '../../../contract/ids.ts';
import {
  importListSchema,
  importSchema,
  newImportQuerySchema,
  startedImportSchema,
  type ImportAnswer,
  type ImportSummaryAnswer,
} from '../../../contract/imports.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import { NotFoundError, ValidationError } from '../../../core/shared/errors.ts';
import { csvCell } from '../../../app/csv/cells.ts';
import { arrivedUpload, FILE_CAP, importOf, refuseSecondUse } from '../../../app/imports/uploads.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { cappedBody, mediaType, requireMediaType } from '../../http/body.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';
import type { Import, RejectedRow } from '../../../core/imports/import.ts';

/** How many rejected rows an import's own record lists; rejected.csv has them all. */
const LISTED = 1000;
const LIST_PAGE = 200;

async function listedErrors({ stores }: Deps, { id, failure }: Import): Promise<ImportAnswer['errors']> {
  const errors = failure === undefined ? [] : [{ row: 0, field: 'file', reason: failure }];
  let cursor: string | undefined;
  do {
    const rejected = await stores.imports.rejected(id, { limit: LIST_PAGE, cursor });
    for (const { row, field, reason } of rejected.items) errors.push({ row, field, reason });
    cursor = rejected.next;
  } while (cursor !== undefined && errors.length < LISTED);
  return errors.slice(0, LISTED);
}

function view(record: Import): ImportSummaryAnswer {
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

type Received = Pick<Import, 'id' | 'blob' | 'format'> & { readonly bytes: number };

/** Keeps the body. */
async function receiveBody({ blobs, ids }: Deps, request: Request): Promise<Received> {
  requireMediaType(request, [CSV, NDJSON]);
  if (!request.body) throw new ValidationError([{ path: 'body', reason: 'the file is missing' }]);
  const id = ids('imp');
  const blob = `imports/${id}`;
  const { bytes } = await blobs.write(blob, cappedBody(request, FILE_CAP));
  return { id, blob, bytes, format: mediaType(request) === NDJSON ? 'ndjson' : 'csv' };
}

/** Takes the file that was uploaded before. */
async function takeUpload(deps: Deps, kind: Import['kind'], upload: string, request: Request): Promise<Received> {
  if (mediaType(request) !== '')
    throw new ValidationError([{ path: 'upload', reason: 'send a body or name an upload, not both' }]);
  await refuseSecondUse(deps, upload);
  return { id: importOf(upload), ...(await arrivedUpload(deps, kind, upload)) };
}

/** Records an import and starts the workflow that reads its file. */
async function startImport(
  deps: Deps,
  input: z.output<typeof newImportQuerySchema>,
  request: Request,
): Promise<{ id: string }> {
  const { kind, createCustomers, windowDays, upload } = input;
  const received =
    upload === undefined ? await receiveBody(deps, request) : await takeUpload(deps, kind, upload, request);
  await deps.stores.imports.create({
    ...received,
    kind,
    status: 'running',
    createdAt: deps.clock(),
    rows: 0,
    accepted: 0,
    rejected: 0,
    options: {
      ...(createCustomers !== undefined && { createCustomers }),
      ...(windowDays !== undefined && { windowDays }),
    },
  });
  await deps.workflows.start('import', received.id, { importId: received.id });
  return { id: received.id };
}

async function* rejectedCsv(pages: AsyncIterable<readonly RejectedRow[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('\ufeffrow,field,reason,line\r\n');
  for await (const rows of pages) {
    const text = rows.map(
      ({ row, field, reason, line }) => `${row},${csvCell(field)},${csvCell(reason)},${csvCell(line)}\r\n`,
    );
    yield encoder.encode(text.join(''));
  }
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
    answers: { 202: startedImportSchema },
    handle: async (deps, input) => ({ status: 202, body: await startImport(deps, input.query, input.request) }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/imports',
    role: 'viewer',
    summary: 'Imports, newest first',
    query: pagingSchema,
    answers: { 200: importListSchema },
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
    answers: { 200: importSchema },
    handle: async (deps, { params }) => {
      const record = await deps.stores.imports.get(params.id);
      if (!record) throw new NotFoundError('import', params.id);
      return { status: 200, body: { ...view(record), errors: await listedErrors(deps, record) } };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/imports/{id}/rejected.csv',
    role: 'marketer',
    summary: 'Every rejected row with its reason, safe to open in a spreadsheet',
    params: byIdSchema,
    answers: { 200: csvFileSchema },
    handle: async ({ stores }, { params }) => {
      if (!(await stores.imports.get(params.id))) throw new NotFoundError('import', params.id);
      return new Response(ReadableStream.from(rejectedCsv(stores.imports.rejectedPages(params.id))), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="rejected-${params.id}.csv"`,
        },
      });
    },
  }),
];
