import { z } from '@hono/zod-openapi';
import { TooLargeError } from '../../../core/shared/errors.ts';
import { FILE_CAP, uploadKey } from '../../../app/imports/uploads.ts';
import { plain, route, type Route } from '../route.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

/** Files too large for a request: they go to the store of files itself. */
export const uploadRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/uploads',
    role: 'marketer',
    summary: 'An address to send one large file to, once; then import it with POST /api/v1/imports?upload={id}',
    body: z.strictObject({
      kind: z.enum(['customers', 'orders', 'assignments']),
      contentType: z.enum([CSV, NDJSON]).default(CSV),
      bytes: z.int().min(1).optional().meta({ description: 'The exact length. Without it any length is taken.' }),
    }),
    answers: {
      201: z.object({
        id: z.string(),
        url: z.string(),
        method: z.literal('PUT'),
        headers: z.record(z.string(), z.string()).meta({ description: 'To be sent as they are' }),
        expiresAt: time,
      }),
    },
    handle: async ({ blobs, ids }, { body: { kind, contentType, bytes } }) => {
      if (bytes !== undefined && bytes > FILE_CAP) throw new TooLargeError(`a file may hold ${FILE_CAP} bytes`);
      const id = ids('upl');
      const key = uploadKey(kind, id, contentType === NDJSON ? 'ndjson' : 'csv');
      const { expiresAt, ...address } = await blobs.uploadAddress(key, { contentType, bytes });
      return { status: 201, body: { id, ...address, expiresAt: timeText(expiresAt) } };
    },
  }),
];
