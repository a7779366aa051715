import { signingKeyRotationSchema, signingKeySchema } from '../../../contract/signingKey.ts';
import { rotateSigningKey } from '../../../app/operations/rotateSigningKey.ts';
import { plain, route, type Route } from '../route.ts';
import { timeText } from '../../../core/shared/timeText.ts';

export const signingKeyRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/signing-key/rotate',
    role: 'admin',
    summary: 'A new key for links in mails; older links work for the overlap, with 0 days none of them does',
    body: signingKeyRotationSchema,
    responses: { 200: signingKeySchema },
    handle: async (deps, { body }) => {
      const { signsFrom, olderLinksUntil } = await rotateSigningKey(deps, body.overlapDays);
      return { status: 200, body: { signsFrom: timeText(signsFrom), olderLinksUntil: timeText(olderLinksUntil) } };
    },
  }),
];
