import { type Campaign, type CampaignInput, newCampaign } from '../../core/campaigns/campaign.ts';
import { type FieldError, ValidationError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import type { Stores } from '../ports/stores/stores.ts';

/**
 * A draft from what a marketer entered. `salt` decides for good who is in which arm, and must be by chance. Throws
 * ValidationError with every segment and template that does not exist, by its path.
 */
export async function createCampaign(
  { stores, clock, ids }: Pick<Deps, 'stores' | 'clock' | 'ids'>,
  input: CampaignInput,
  salt: string,
): Promise<Campaign> {
  const segmentNames = await checkReferences(stores, input);
  return stores.campaigns.create(newCampaign(input, { id: ids('cmp'), now: clock(), salt, segmentNames }));
}

/** Names of the segments aimed at, by id. */
async function checkReferences(
  stores: Pick<Stores, 'segments' | 'templates'>,
  input: CampaignInput,
): Promise<Record<string, string>> {
  const errors: FieldError[] = [];
  const segmentNames: Record<string, string> = {};
  for (const [index, id] of input.segmentIds.entries()) {
    const segment = await stores.segments.get(id);
    if (segment) segmentNames[id] = segment.name;
    else errors.push({ path: `segmentIds[${index}]`, reason: `segment ${id} does not exist` });
  }
  for (const { path, id } of templatesNamed(input)) {
    if (!(await stores.templates.get(id))) errors.push({ path, reason: `template ${id} does not exist` });
  }
  if (errors.length > 0) throw new ValidationError(errors);
  return segmentNames;
}

function templatesNamed({ templateId, variants = [] }: CampaignInput): { path: string; id: string }[] {
  const own = variants.flatMap((variant, index) =>
    variant.templateId === undefined ? [] : [{ path: `variants[${index}].templateId`, id: variant.templateId }],
  );
  return [{ path: 'templateId', id: templateId }, ...own];
}
