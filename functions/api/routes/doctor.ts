import { z } from '@hono/zod-openapi';
import { diagnose } from '../../../app/operations/diagnose.ts';
import { plain, route, type Route } from '../route.ts';

const status = z.enum(['ok', 'warn', 'fail']);
const shape = z
  .object({
    status,
    findings: z.array(z.object({ check: z.string(), status, what: z.string(), do: z.string().optional() })),
  })
  .meta({ id: 'Diagnosis' });

export const doctorRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/doctor',
    role: 'admin',
    summary: 'What is wrong with the set-up, and what to do about it',
    answers: { 200: shape },
    handle: async (deps) => ({ status: 200, body: await diagnose(deps) }),
  }),
];
