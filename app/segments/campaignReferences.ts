import { campaignsOf } from '../../core/segments/rule/references.ts';
import type { Rule } from '../../core/segments/rule/rule.ts';
import type { FieldError } from '../../core/shared/errors.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** What is wrong with the campaigns that a rule asks about: those that do not exist, by their paths. */
export async function campaignIssues(
  { campaigns }: Pick<Stores, 'campaigns'>,
  rule: Rule,
  path = 'rule',
): Promise<FieldError[]> {
  const references = campaignsOf(rule, path);
  const known = await namesOf({ campaigns }, new Set(references.map(({ id }) => id)));
  return references
    .filter(({ id }) => !known.has(id))
    .map(({ path: at, id }) => ({ path: at, reason: `campaign ${id} does not exist` }));
}

/** Names of campaigns by id; those that do not exist are absent. */
export async function namesOf(
  { campaigns }: Pick<Stores, 'campaigns'>,
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = await Promise.all([...ids].map((id) => campaigns.get(id)));
  return new Map(found.flatMap((campaign) => (campaign ? [[campaign.id, campaign.name]] : [])));
}
