import { z } from 'zod';
import { parseRule } from '../../core/segments/rule/parseRule.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import type { Stores } from '../ports/stores/stores.ts';

const PART = 'rules';
const frozenSchema = z.record(z.string(), z.unknown());

/**
 * Copies every segment's rule (they name each other through `member`) beside the campaign when its first run starts,
 * so that an edit of a segment cannot give later shards another audience than earlier ones. Once, the first wins.
 */
export async function freezeRules(stores: Pick<Stores, 'campaigns' | 'segments'>, campaignId: string): Promise<void> {
  if ((await stores.campaigns.frozen(campaignId, PART)) !== undefined) return;
  const segments = await stores.segments.all();
  await stores.campaigns.freeze(campaignId, PART, Object.fromEntries(segments.map(({ id, rule }) => [id, rule])));
}

/** Segment id -> rule, as frozen. A segment that was deleted before the start has none. */
export async function loadRules(stores: Pick<Stores, 'campaigns'>, campaignId: string): Promise<Map<string, Rule>> {
  const stored = frozenSchema.parse(await stores.campaigns.frozen(campaignId, PART));
  return new Map(Object.entries(stored).map(([id, rule]) => [id, parseRule(rule, `rules.${id}`)]));
}
