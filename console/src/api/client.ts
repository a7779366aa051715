import { get, send } from './http.ts';
import { campaignListShape, campaignShape, meShape, reportShape, settingsShape } from './shapes.ts';

const id = encodeURIComponent;

/** The console's view of the REST API; one function per call. */
export const api = {
  me: () => get('/api/v1/me', meShape),
  settings: () => get('/api/v1/settings', settingsShape),
  saveSettings: (change: object) => send('PUT', '/api/v1/settings', change, settingsShape),
  campaigns: (cursor: string | undefined) =>
    get(`/api/v1/campaigns?limit=50${cursor === undefined ? '' : `&cursor=${id(cursor)}`}`, campaignListShape),
  campaign: (campaignId: string) => get(`/api/v1/campaigns/${id(campaignId)}`, campaignShape),
  report: (campaignId: string, model: string) =>
    get(`/api/v1/campaigns/${id(campaignId)}/report?model=${model}`, reportShape),
};
