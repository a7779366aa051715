import { NDJSON } from '../../../contract/files.ts';
import { newUploadSchema, uploadSchema } from '../../../contract/uploads.ts';
import { TooLargeError } from '../../../core/shared/errors.ts';
import { FILE_CAP, uploadKey } from '../../../app/imports/uploads.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';

/** Files too large for a request: they go to the store of files itself. */
export const uploadRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/uploads',
    role: 'marketer',
    summary: 'An address to send one large file to, once; then import it with POST /api/v1/imports?upload={id}',
    body: newUploadSchema,
    responses: { 201: uploadSchema },
    handle: async ({ blobs, ids }, { body: { kind, contentType, bytes } }) => {
      if (bytes !== undefined && bytes > FILE_CAP) throw new TooLargeError(`a file may hold ${FILE_CAP} bytes`);
      const id = ids('upl');
      const key = uploadKey(kind, id, contentType === NDJSON ? 'ndjson' : 'csv');
      const { expiresAt, ...address } = await blobs.uploadAddress(key, { contentType, bytes });
      return { status: 201, body: { id, ...address, expiresAt: timeText(expiresAt) } };
    },
  }),
];
