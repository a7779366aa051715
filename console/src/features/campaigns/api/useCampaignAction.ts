import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { send } from '../../../lib/http/request.ts';
import { path } from '../../../lib/http/path.ts';
import { campaignsQueries } from './campaignsQueries.ts';

export type CampaignAction = 'launch' | 'pause' | 'resume';

/** Launches, pauses or resumes a campaign, and loads it anew. */
export function useCampaignAction(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: CampaignAction) =>
      send('POST', path`/api/v1/campaigns/${id}/${action}`, undefined, z.unknown()),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: campaignsQueries.one(id).queryKey });
    },
  });
}
