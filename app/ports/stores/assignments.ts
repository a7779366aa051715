import type { ExternalAssignment } from '../../../core/campaigns/externalAssignment.ts';

export interface AssignmentStore {
  /**
   * Merges assignments into those stored, so that any order and repetition gives the same: segments are joined,
   * the earliest time stands, and with it its arm and cost. One writer per shard at a time.
   */
  putAssignments(campaignId: string, shard: number, assignments: readonly ExternalAssignment[]): Promise<void>;
  /** By customer id, in pages. Strongly consistent. */
  assignmentsOf(campaignId: string, shard: number): AsyncIterable<readonly ExternalAssignment[]>;
  /** By customer id. Strongly consistent. */
  getAssignments(
    campaignId: string,
    shard: number,
    customerIds: Iterable<string>,
  ): Promise<Map<string, ExternalAssignment>>;
}
