import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '../../../../../contract/paths.ts';
import { settingsSchema, type SettingsChangeRequest } from '../../../../../contract/settings.ts';
import { send } from '../../../lib/http/request.ts';
import { settingsQueries } from './settingsQueries.ts';

/** Changes some settings of the workspace; what the API answers is shown at once. */
export function useSaveSettings(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChangeRequest) => send('PUT', paths.settings, change, settingsSchema),
    onSuccess: (saved) => {
      client.setQueryData(settingsQueries.workspace().queryKey, saved);
      onDone();
    },
  });
}
