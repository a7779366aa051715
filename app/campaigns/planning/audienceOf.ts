import { type AudienceRules, decideAtPlanning } from '../../../core/campaigns/audience.ts';
import type { Campaign } from '../../../core/campaigns/campaign.ts';
import type { PlannedCustomer } from '../../../core/campaigns/planChunks.ts';
import { decodeCustomer } from '../../../core/customers/codec.ts';
import type { StoredCustomer } from '../../../core/customers/storedItem.ts';
import { compileRule } from '../../../core/segments/compile/compile.ts';
import type { EvaluationContext } from '../../../core/segments/evaluation/context.ts';
import type { Rule } from '../../../core/segments/rule/rule.ts';
import { ConflictError } from '../../../core/shared/errors.ts';

export type Audience = (item: StoredCustomer) => PlannedCustomer | undefined;

/** When a campaign's rules are asked: the same instant for every shard, run and retry. */
export function planningInstant(campaign: Campaign): number {
  return Math.max(campaign.launchedAt ?? campaign.createdAt, campaign.schedule?.at ?? 0);
}

/**
 * Decides for a stored customer whether a campaign concerns them (a member of any of its segments, evaluated afresh),
 * what happens to them, and which of all segments they are in. Rules run on the item as stored; only those concerned
 * are decoded.
 */
export function audienceOf(campaign: Campaign, rules: ReadonlyMap<string, Rule>, context: EvaluationContext): Audience {
  const { frozen } = campaign;
  if (!frozen) throw new ConflictError(`campaign ${campaign.id} was never launched`);
  const lookup = (id: string) => rules.get(id);
  const segments = frozen.segments.flatMap(({ id }, index) => {
    const rule = rules.get(id);
    return rule ? [{ index, selected: campaign.segmentIds.includes(id), holds: compileRule(rule, lookup) }] : [];
  });
  const selected = segments.filter((segment) => segment.selected);
  const decisions: AudienceRules = { ...campaign, ...frozen };

  return (item) => {
    if (!selected.some((segment) => segment.holds(item, context))) return undefined;
    const customer = decodeCustomer(item);
    return {
      customerId: customer.id,
      segments: segments.filter((segment) => segment.holds(item, context)).map((segment) => segment.index),
      decision: decideAtPlanning(customer, decisions),
    };
  };
}
