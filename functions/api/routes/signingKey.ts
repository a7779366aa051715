import { z } from '@hono/zod-openapi';
import { rotateSigningKey } from '../../../app/operations/rotateSigningKey.ts';
import { plain, route, type Route } from '../route.ts';
import { time } from '../shapes.ts';
import { timeText } from '../../../core/shared/timeText.ts';

export const signingKeyRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/signing-key/rotate',
    role: 'admin',
    summary: 'A new key for links in mails; older links work for the overlap, with 0 days none of them does',
    body: z.strictObject({ overlapDays: z.number().int().min(0).max(730) }),
    answers: { 200: z.object({ signsFrom: time, olderLinksUntil: time }) },
    handle: async (deps, { body }) => {
      const { signsFrom, olderLinksUntil } = await rotateSigningKey(deps, body.overlapDays);
      return { status: 200, body: { signsFrom: timeText(signsFrom), olderLinksUntil: timeText(olderLinksUntil) } };
    },
  }),
];
