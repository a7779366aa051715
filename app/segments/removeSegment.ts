import type { CampaignStatus } from '../../core/campaigns/campaign.ts';
import { segmentsOf } from '../../core/segments/rule/references.ts';
import { ConflictError } from '../../core/shared/errors.ts';
import type { Stores } from '../ports/stores/stores.ts';

type Dependencies = Pick<Stores, 'segments' | 'campaigns'>;

/** A campaign in one of these may still read its segments; any other keeps what it needs of them. */
const OPEN: readonly CampaignStatus[] = ['draft', 'scheduled', 'sending', 'paused', 'halted'];

/** Removes a segment; its members leave it at the next refresh. Throws ConflictError where something still needs it. */
export async function removeSegment(stores: Dependencies, id: string): Promise<void> {
  const referring = (await stores.segments.all()).find(({ rule }) =>
    segmentsOf(rule).some((reference) => reference.id === id),
  );
  if (referring) throw new ConflictError(`the rule of segment "${referring.name}" refers to it`);
  const campaign = (await campaignsBySegment(stores)).get(id);
  if (campaign !== undefined) throw new ConflictError(`campaign "${campaign}" is for it, and not over`);
  await stores.segments.remove(id);
}

/** For each segment that a campaign not yet over is for, the name of one such campaign. */
export async function campaignsBySegment({ campaigns }: Pick<Stores, 'campaigns'>): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { name, status, segmentIds } of await campaigns.all()) {
    if (OPEN.includes(status)) for (const id of segmentIds) names.set(id, name);
  }
  return names;
}
