import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { get } from '../../../lib/http/request.ts';

const meSchema = z.object({
  kind: z.enum(['user', 'token', 'local']),
  name: z.string(),
  role: z.enum(['viewer', 'marketer', 'admin']),
});

export const authQueries = {
  /** Who is here, as the API sees them. */
  me: () => queryOptions({ queryKey: ['me'], queryFn: () => get('/api/v1/me', meSchema), staleTime: Infinity }),
};
