import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../../lib/http/request.ts';
import { settingsQueries } from './settingsQueries.ts';
import { settingsSchema, type Settings } from './shapes.ts';

/** Changes some settings of the workspace; what the API answers is shown at once. */
export function useSaveSettings(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Settings>) => send('PUT', '/api/v1/settings', change, settingsSchema),
    onSuccess: (saved) => {
      client.setQueryData(settingsQueries.workspace().queryKey, saved);
      onDone();
    },
  });
}
