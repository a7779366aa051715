import type { Segment } from '../../core/segments/segment.ts';
import type { Deps } from '../ports/deps.ts';
import type { Stores } from '../ports/stores/stores.ts';
import { segmentOf } from './segmentOf.ts';
import { usableRule } from './usableRule.ts';

/** What a marketer says of a segment; the rule is not parsed yet. */
export interface SegmentDefinition {
  readonly name: string;
  readonly rule?: unknown;
}

/** Throws ValidationError, or TooLargeError where a workspace has as many segments as it may. */
export async function createSegment(
  { stores, clock, ids }: Pick<Deps, 'stores' | 'clock' | 'ids'>,
  { name, rule }: SegmentDefinition,
): Promise<Segment> {
  const id = ids('seg');
  const usable = await usableRule(stores, rule, id);
  return stores.segments.create({ id, name, rule: usable, ruleVersion: 1, createdAt: clock() });
}

/** A changed rule takes effect at the next refresh. Throws NotFoundError, ValidationError. */
export async function changeSegment(
  stores: Pick<Stores, 'segments' | 'campaigns'>,
  id: string,
  { name, rule }: SegmentDefinition,
): Promise<Segment> {
  await segmentOf(stores, id);
  const usable = await usableRule(stores, rule, id);
  return stores.segments.mutate(id, (current) => {
    const changed = JSON.stringify(current.rule) !== JSON.stringify(usable);
    return { ...current, name, rule: usable, ruleVersion: current.ruleVersion + (changed ? 1 : 0) };
  });
}
