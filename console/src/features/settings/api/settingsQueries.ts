import { queryOptions } from '@tanstack/react-query';
import { get } from '../../../lib/http/request.ts';
import { settingsSchema } from './shapes.ts';

export const settingsQueries = {
  workspace: () =>
    queryOptions({
      queryKey: ['settings'],
      queryFn: () => get('/api/v1/settings', settingsSchema),
      staleTime: Infinity,
    }),
};
