import { queryOptions } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { settingsSchema } from '../../../../../contract/settings.ts';
import { get } from '../../../lib/http/request.ts';

export const settingsQueries = {
  workspace: () =>
    queryOptions({
      queryKey: ['settings'],
      queryFn: () => get(paths.settings, settingsSchema),
      staleTime: Infinity,
    }),
};
