import { queryOptions } from '@tanstack/react-query';
import { meSchema } from '../../../../../contract/me.ts';
import { paths } from '../../../../../contract/paths.ts';
import { get } from '../../../lib/http/request.ts';

export const authQueries = {
  /** Who is here, as the API sees them. */
  me: () => queryOptions({ queryKey: ['me'], queryFn: () => get(paths.me, meSchema), staleTime: Infinity }),
};
