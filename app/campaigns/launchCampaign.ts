import type { Campaign, FrozenCampaign } from '../../core/campaigns/campaign.ts';
import { TREATMENT_ARM } from '../../core/campaigns/campaign.ts';
import { transition, type CampaignAction } from '../../core/campaigns/lifecycle.ts';
import { freezeMessage } from '../../core/messages/message.ts';
import { ConflictError, NotFoundError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { templateMessage } from '../templates/templateMessage.ts';
import { campaignOf } from './campaignOf.ts';
import type { Settings } from '../../core/workspace/settings.ts';
import type { Template } from '../../core/messages/templateDefinition.ts';

type Dependencies = Pick<Deps, 'stores' | 'workflows' | 'clock'>;
type LaunchDependencies = Dependencies & Pick<Deps, 'compileMjml'>;

/**
 * Launches a draft: freezes definition, messages and links, then starts the workflow. Everything frozen is written
 * before the status changes, so a crash leaves a draft that can be launched again. Throws ConflictError with the
 * current status where the campaign cannot be launched.
 */
export async function launchCampaign(deps: LaunchDependencies, id: string): Promise<Campaign> {
  const campaign = await campaignOf(deps.stores.campaigns, id);
  if (await startLost(deps, campaign)) return campaign;
  assertAllowed(campaign, 'launch');
  const settings = await deps.stores.settings.get({ fresh: true });
  const frozen = await freeze(deps, campaign, settings);
  const launched = await change(deps, id, 'launch', (current) => ({
    frozen,
    launchedAt: deps.clock(),
    runNo: current.runNo + 1,
  }));
  await startRun(deps, launched);
  return launched;
}

/** Pauses a campaign: its run notices and ends after the calls under way. */
export async function pauseCampaign(deps: Dependencies, id: string): Promise<Campaign> {
  return change(deps, id, 'pause', () => ({}));
}

/** Continues from the ledger, in a new run. */
export async function resumeCampaign(deps: Dependencies, id: string): Promise<Campaign> {
  const resumed = await change(deps, id, 'resume', (current) => ({ runNo: current.runNo + 1 }));
  await startRun(deps, resumed);
  return resumed;
}

/** Cancels; a new run writes off those who were not sent to yet. */
export async function cancelCampaign(deps: Dependencies, id: string): Promise<Campaign> {
  const cancelled = await change(deps, id, 'cancel', (current) =>
    current.shards === undefined ? {} : { runNo: current.runNo + 1 },
  );
  if (cancelled.shards !== undefined) await startRun(deps, cancelled);
  return cancelled;
}

function assertAllowed(campaign: Campaign, action: CampaignAction): Campaign['status'] {
  if (campaign.origin === 'external') {
    throw new ConflictError(`a campaign that was run elsewhere cannot ${action}`, { currentStatus: campaign.status });
  }
  const step = transition(campaign.status, action);
  if (!step.ok) throw new ConflictError(step.reason, { currentStatus: campaign.status });
  return step.status;
}

async function change(
  { stores }: Dependencies,
  id: string,
  action: CampaignAction,
  also: (campaign: Campaign) => Partial<Campaign>,
): Promise<Campaign> {
  return stores.campaigns.mutate(id, (current) => {
    const next = { ...current, status: assertAllowed(current, action), ...also(current) };
    if (action === 'resume') delete next.haltReason;
    return next;
  });
}

const executionOf = ({ id, runNo }: Campaign): string => `${id}-${runNo}`;

async function startRun({ workflows, clock }: Dependencies, campaign: Campaign): Promise<void> {
  const startAt = new Date(campaign.schedule?.at ?? clock()).toISOString();
  await workflows.start('campaign', executionOf(campaign), { campaignId: campaign.id, runNo: campaign.runNo, startAt });
}

/** True where a crash between the launch and the start of its run lost the start; the run is started now. */
async function startLost(deps: Dependencies, campaign: Campaign): Promise<boolean> {
  if (campaign.status !== 'scheduled' || campaign.origin === 'external') return false;
  if ((await deps.workflows.status('campaign', executionOf(campaign))) !== 'unknown') return false;
  await startRun(deps, campaign);
  return true;
}

async function freeze(deps: LaunchDependencies, campaign: Campaign, settings: Settings): Promise<FrozenCampaign> {
  const { stores } = deps;
  const arms: FrozenCampaign['arms'] = [];
  let links: string[] = [];
  for (const { arm, templateId } of armTemplates(campaign)) {
    const template = await stores.templates.get(templateId);
    if (!template) throw new NotFoundError('template', templateId);
    const languages = languagesOf(template, settings);
    arms.push({ arm, templateId, languages });
    for (const language of languages) {
      const source = template.languages[language];
      if (!source) continue;
      const message = freezeMessage(await templateMessage(deps, language, source), links);
      links = message.links;
      await stores.campaigns.freeze(campaign.id, `${arm}#${language}`, message.compiled);
    }
  }
  await stores.campaigns.freeze(campaign.id, 'links', links);
  const { globalHoldout, globalSalt, timeZone, currency } = settings;
  return { segments: await frozenSegments(stores, campaign), arms, globalHoldout, globalSalt, timeZone, currency };
}

function armTemplates({ id, variants, templateId }: Campaign): { arm: string; templateId: string }[] {
  const arms = variants.length > 0 ? variants : [{ arm: TREATMENT_ARM, templateId }];
  return arms.map((each) => {
    const own = each.templateId ?? templateId;
    if (own === undefined) throw new ConflictError(`campaign ${id} has no template`);
    return { arm: each.arm, templateId: own };
  });
}

/** The template's languages, the workspace's first one first: it is what customers without a language of theirs get. */
function languagesOf(template: Template, { languages }: Settings): string[] {
  const rank = (tag: string) => (languages.includes(tag) ? languages.indexOf(tag) : languages.length);
  return Object.keys(template.languages).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** All segments, the campaign's own first: the ledger keeps for everybody which of them they were in at the send. */
async function frozenSegments(
  { segments }: Deps['stores'],
  { segmentIds }: Campaign,
): Promise<FrozenCampaign['segments']> {
  const all = (await segments.all()).map(({ id, name, ruleVersion }) => ({ id, name, version: ruleVersion }));
  const own = new Map(all.map((segment) => [segment.id, segment]));
  const missing = segmentIds.find((id) => !own.has(id));
  if (missing !== undefined) throw new NotFoundError('segment', missing);
  const targeted = segmentIds.flatMap((id) => own.get(id) ?? []);
  return [...targeted, ...all.filter(({ id }) => !segmentIds.includes(id))];
}
