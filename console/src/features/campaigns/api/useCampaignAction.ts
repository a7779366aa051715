import { useMutation, useQueryClient } from '@tanstack/react-query';
import { campaignStateSchema, type CampaignActionRequest } from '../../../../../contract/campaigns.ts';
import { paths } from '../../../../../contract/paths.ts';
import { send } from '../../../lib/http/request.ts';
import { campaignsQueries } from './campaignsQueries.ts';

/** Launches, pauses or resumes a campaign, and loads it anew. */
export function useCampaignAction(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: CampaignActionRequest) =>
      send('POST', paths.campaignAction(id, action), undefined, campaignStateSchema),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: campaignsQueries.one(id).queryKey });
    },
  });
}
