import { randomBytes } from 'node:crypto';
import {
  campaignActionSchema,
  campaignListSchema,
  campaignSchema,
  campaignStateSchema,
  campaignWithProgressSchema,
  newCampaignSchema,
} from '../../../contract/campaigns.ts';
import { estimateSchema } from '../../../contract/estimate.ts';
import { byIdSchema } from '../../../contract/ids.ts';
import { page, pagingSchema } from '../../../contract/page.ts';
import { reportQuerySchema, reportSchema } from '../../../contract/report.ts';
import { newCampaign, type Campaign, type CampaignInput } from '../../../core/campaigns/campaign.ts';
import { NotFoundError, ValidationError, type FieldError } from '../../../core/shared/errors.ts';
import { campaignReport } from '../../../app/reports/campaignReport.ts';
import { estimateCampaign } from '../../../app/campaigns/estimateCampaign.ts';
import {
  cancelCampaign,
  launchCampaign,
  pauseCampaign,
  resumeCampaign,
} from '../../../app/campaigns/launchCampaign.ts';
import type { Deps } from '../../../app/ports/deps.ts';
import { answerBy } from '../answerTime.ts';
import { plain, route, type Route } from '../route.ts';
import { campaignView, progressOf } from '../views/campaignView.ts';

async function campaignOf({ stores }: Deps, id: string): Promise<Campaign> {
  const campaign = await stores.campaigns.get(id);
  if (!campaign) throw new NotFoundError('campaign', id);
  return campaign;
}

/** Names of the segments a new campaign aims at; unknown segments and templates are refused by their path. */
async function checkReferences({ stores }: Deps, input: CampaignInput): Promise<Record<string, string>> {
  const errors: FieldError[] = [];
  const segmentNames: Record<string, string> = {};
  for (const [index, id] of input.segmentIds.entries()) {
    const segment = await stores.segments.get(id);
    if (segment) segmentNames[id] = segment.name;
    else errors.push({ path: `segmentIds[${index}]`, reason: `segment ${id} does not exist` });
  }
  const templates = [{ path: 'templateId', id: input.templateId }].concat(
    (input.variants ?? []).flatMap(({ templateId }, index) =>
      templateId === undefined ? [] : [{ path: `variants[${index}].templateId`, id: templateId }],
    ),
  );
  for (const { path, id } of templates) {
    if (!(await stores.templates.get(id))) errors.push({ path, reason: `template ${id} does not exist` });
  }
  if (errors.length > 0) throw new ValidationError(errors);
  return segmentNames;
}

const ACTIONS = {
  launch: launchCampaign,
  pause: pauseCampaign,
  resume: resumeCampaign,
  cancel: cancelCampaign,
} as const;

const actionRoutes = campaignActionSchema.options.map((action) =>
  route({
    ...plain,
    method: 'post',
    path: `/api/v1/campaigns/{id}/${action}`,
    role: 'marketer',
    summary: `${action.charAt(0).toUpperCase()}${action.slice(1)} a campaign; 409 with the current status where that is not possible`,
    params: byIdSchema,
    answers: { 202: campaignStateSchema },
    handle: async (deps, { params }) => {
      const { id, status } = await ACTIONS[action](deps, params.id);
      return { status: 202, body: { id, status } };
    },
  }),
);

export const campaignRoutes: readonly Route[] = [
  route({
    ...plain,
    method: 'post',
    path: '/api/v1/campaigns',
    role: 'marketer',
    summary: 'Create a draft',
    body: newCampaignSchema,
    answers: { 201: campaignSchema },
    handle: async (deps, { body }) => {
      const segmentNames = await checkReferences(deps, body);
      const made = {
        id: deps.ids('cmp'),
        now: deps.clock(),
        salt: randomBytes(12).toString('base64url'),
        segmentNames,
      };
      const campaign = await deps.stores.campaigns.create(newCampaign(body, made));
      return { status: 201, body: campaignView(campaign) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/campaigns',
    role: 'viewer',
    summary: 'Campaigns, newest first',
    query: pagingSchema,
    answers: { 200: campaignListSchema },
    handle: async ({ stores }, { query }) => {
      const { items, next } = await stores.campaigns.list(query);
      const shown = items.map(async (campaign) => ({
        ...campaignView(campaign),
        progress: await progressOf(stores, campaign.id),
      }));
      return { status: 200, body: page(await Promise.all(shown), next) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/campaigns/{id}',
    role: 'viewer',
    summary: 'A campaign and where everybody of its audience is',
    params: byIdSchema,
    answers: { 200: campaignWithProgressSchema },
    handle: async (deps, { params }) => {
      const campaign = await campaignOf(deps, params.id);
      return { status: 200, body: { ...campaignView(campaign), progress: await progressOf(deps.stores, params.id) } };
    },
  }),
  ...actionRoutes,
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/campaigns/{id}/estimate',
    role: 'viewer',
    summary: 'Audience, time, cost (US cents) and the smallest lift this size can show',
    params: byIdSchema,
    answers: { 200: estimateSchema },
    handle: async (deps, { params }) => {
      const deadline = answerBy(deps);
      const campaign = await campaignOf(deps, params.id);
      return { status: 200, body: await estimateCampaign(deps, campaign, () => deps.clock() <= deadline) };
    },
  }),
  route({
    ...plain,
    method: 'get',
    path: '/api/v1/campaigns/{id}/report',
    role: 'viewer',
    summary: 'What a campaign earned, per segment and arm, and how sure that is',
    params: byIdSchema,
    query: reportQuerySchema,
    answers: { 200: reportSchema },
    handle: async (deps, { params, query }) => ({
      status: 200,
      body: await campaignReport(deps, await campaignOf(deps, params.id), {
        ...query,
        allSegments: query.segments === 'all',
      }),
    }),
  }),
];
