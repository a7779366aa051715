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
import { campaignOf } from '../../../app/campaigns/campaignOf.ts';
import { createCampaign } from '../../../app/campaigns/createCampaign.ts';
import { progressOf } from '../../../app/campaigns/progressOf.ts';
import { campaignReport } from '../../../app/reports/campaignReport.ts';
import { estimateCampaign } from '../../../app/campaigns/estimateCampaign.ts';
import {
  cancelCampaign,
  launchCampaign,
  pauseCampaign,
  resumeCampaign,
} from '../../../app/campaigns/launchCampaign.ts';
import { respondBy } from '../responseTime.ts';
import { plain, route, type Route } from '../route.ts';
import { campaignView } from '../views/campaignView.ts';

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
    responses: { 202: campaignStateSchema },
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
    responses: { 201: campaignSchema },
    handle: async (deps, { body }) => {
      const campaign = await createCampaign(deps, body, randomBytes(12).toString('base64url'));
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
    responses: { 200: campaignListSchema },
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
    responses: { 200: campaignWithProgressSchema },
    handle: async (deps, { params }) => {
      const campaign = await campaignOf(deps.stores.campaigns, params.id);
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
    responses: { 200: estimateSchema },
    handle: async (deps, { params }) => {
      const deadline = respondBy(deps);
      const campaign = await campaignOf(deps.stores.campaigns, params.id);
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
    responses: { 200: reportSchema },
    handle: async (deps, { params, query }) => ({
      status: 200,
      body: await campaignReport(deps, await campaignOf(deps.stores.campaigns, params.id), {
        ...query,
        allSegments: query.segments === 'all',
      }),
    }),
  }),
];
