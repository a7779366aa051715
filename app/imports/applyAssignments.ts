import { shardOf } from '../../core/shared/shards.ts';
import type { Deps } from '../ports/deps.ts';
import type { AssignmentRow } from './assignmentsRow.ts';
import { extendCampaign, externalCampaign } from '../campaigns/externalCampaign.ts';
import { reject, type Numbered, type Rejection } from './rejection.ts';
import type { ExternalAssignment } from '../../core/campaigns/externalAssignment.ts';

type Dependencies = Pick<Deps, 'stores' | 'clock' | 'ids'>;

/** Applies a batch of assignments; the campaigns they name are made where they do not exist. Labels of a customer add up. */
export async function applyAssignments(
  deps: Dependencies,
  rows: readonly Numbered<AssignmentRow>[],
  windowDays: number | undefined,
): Promise<Rejection[]> {
  const rejections: Rejection[] = [];
  for (const [name, own] of Map.groupBy(rows, ({ value }) => value.campaign)) {
    const campaign = await externalCampaign(deps, name, windowDays);
    const merged = new Map<string, ExternalAssignment>();
    for (const row of own) {
      const known = merged.get(row.value.customerId);
      if (known && known.arm !== row.value.arm) {
        rejections.push(
          reject(row, [{ path: 'arm', reason: `the customer is in arm ${known.arm} of this campaign already` }]),
        );
      } else merged.set(row.value.customerId, joined(known, row.value));
    }
    const shards = campaign.shards ?? 1;
    const byShard = Map.groupBy(merged.values(), ({ customerId }) => shardOf(customerId, shards));
    await Promise.all(
      [...byShard].map(([shard, assignments]) => deps.stores.ledger.putAssignments(campaign.id, shard, assignments)),
    );
    await extendCampaign(
      deps,
      campaign.id,
      own.map(({ value }) => value),
      windowDays,
    );
  }
  return rejections;
}

function joined(known: ExternalAssignment | undefined, row: AssignmentRow): ExternalAssignment {
  const labels = new Set([...(known?.segments ?? []), ...(row.segment === undefined ? [] : [row.segment])]);
  const cost = known?.cost ?? row.cost;
  return {
    customerId: row.customerId,
    arm: row.arm,
    at: Math.min(known?.at ?? row.sentAt, row.sentAt),
    segments: [...labels].sort(),
    ...(cost !== undefined && { cost }),
  };
}
