import type { Definitions } from './records.ts';
import type { Campaign } from '../../../core/campaigns/campaign.ts';

export interface CampaignStore extends Definitions<Campaign> {
  /**
   * A part frozen at launch, plain JSON (undefined values dropped): `<arm>#<language>` = compiled message,
   * `links` = link table, or any other name. Written once: the first one wins and is returned.
   */
  freeze(campaignId: string, part: string, value: unknown): Promise<unknown>;
  /** A frozen part, to be parsed by the caller. Strongly consistent. */
  frozen(campaignId: string, part: string): Promise<unknown>;
  /** All frozen parts by name. Strongly consistent. */
  allFrozen(campaignId: string): Promise<Map<string, unknown>>;
}
