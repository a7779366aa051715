import { diagnosisSchema } from '../../../contract/doctor.ts';
import { diagnose } from '../../../app/operations/diagnose.ts';
import { plain, route, type Route } from '../route.ts';

export const doctorRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/doctor',
    role: 'admin',
    summary: 'What is wrong with the set-up, and what to do about it',
    responses: { 200: diagnosisSchema },
    handle: async (deps) => ({ status: 200, body: await diagnose(deps) }),
  }),
];
