import { addProgress, emptyProgress, type Progress } from '../../core/campaigns/progress.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Where everybody of a campaign's audience is, from its shards' tallies. */
export async function progressOf({ ledger }: Pick<Stores, 'ledger'>, campaignId: string): Promise<Progress> {
  const shards = await ledger.shardsOf(campaignId);
  return shards.reduce((sum, { progress }) => addProgress(sum, progress), emptyProgress());
}
