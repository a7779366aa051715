import { HOLDOUT_ARM, type Campaign } from '../../core/campaigns/campaign.ts';
import type { Assignment } from '../../core/reports/reportTypes.ts';
import { planningInstant } from '../campaigns/planning/audienceOf.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Somebody of a campaign: assigned to an arm, and when a message of it was accepted for them (epoch ms). */
export interface Person extends Assignment {
  readonly sentAt?: number;
}

/** Minor units of the workspace currency that an accepted message costs. */
export type MessageCost = number;

/** Everybody of one shard who was assigned to an arm; those turned away before are left out. */
export async function peopleOf(
  { ledger }: Stores,
  campaign: Campaign,
  shard: number,
  cost: MessageCost,
): Promise<Person[]> {
  const people: Person[] = [];
  if (campaign.origin === 'external') {
    for await (const assignments of ledger.assignmentsOf(campaign.id, shard)) {
      for (const assignment of assignments) {
        const treated = assignment.arm !== HOLDOUT_ARM;
        people.push({ ...assignment, ...(treated && { sentAt: assignment.at, cost: assignment.cost ?? cost }) });
      }
    }
    return people;
  }
  // The window opens for everybody at the same instant: the holdout has no message that could open theirs.
  const at = planningInstant(campaign);
  const segments = campaign.frozen?.segments ?? [];
  for await (const chunks of ledger.chunkPages(campaign.id, shard)) {
    for (const { kind, arm, entries } of chunks) {
      if (kind === 'skipped') continue;
      for (const entry of entries) {
        const own = entry.segments.flatMap((index) => segments[index]?.id ?? []);
        const accepted = kind === 'send' && entry.result === 'accepted';
        people.push({
          customerId: entry.customerId,
          arm,
          at,
          segments: own,
          ...(accepted && { sentAt: entry.at ?? at, cost }),
        });
      }
    }
  }
  return people;
}
