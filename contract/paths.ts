const API = '/api/v1';
const part = encodeURIComponent;

/** Where everything is. Ids go in as they are. */
export const paths = {
  settings: `${API}/settings`,
  me: `${API}/me`,
  doctor: `${API}/doctor`,
  audit: `${API}/audit`,
  quantities: `${API}/quantities`,
  signingKeyRotation: `${API}/signing-key/rotate`,

  customers: `${API}/customers`,
  customer: (id: string) => `${API}/customers/${part(id)}`,
  timeline: (id: string) => `${API}/customers/${part(id)}/timeline`,

  uploads: `${API}/uploads`,
  imports: `${API}/imports`,
  import: (id: string) => `${API}/imports/${part(id)}`,
  rejectedRows: (id: string) => `${API}/imports/${part(id)}/rejected.csv`,

  segments: `${API}/segments`,
  segment: (id: string) => `${API}/segments/${part(id)}`,
  segmentDescription: `${API}/segments/describe`,
  segmentPreview: `${API}/segments/preview`,
  segmentPlan: `${API}/segments/plan`,
  refresh: `${API}/segments/refresh`,
  members: (id: string) => `${API}/segments/${part(id)}/members`,
  membersFile: (id: string) => `${API}/segments/${part(id)}/members.csv`,
  overlap: (id: string, other: string) => `${API}/segments/${part(id)}/overlap/${part(other)}`,
  explanation: (id: string, customer: string) => `${API}/segments/${part(id)}/explain/${part(customer)}`,
  runs: `${API}/runs`,
  run: (id: string) => `${API}/runs/${part(id)}`,

  templates: `${API}/templates`,
  template: (id: string) => `${API}/templates/${part(id)}`,
  templatePreview: (id: string) => `${API}/templates/${part(id)}/preview`,

  campaigns: `${API}/campaigns`,
  campaign: (id: string) => `${API}/campaigns/${part(id)}`,
  campaignAction: (id: string, action: string) => `${API}/campaigns/${part(id)}/${part(action)}`,
  estimate: (id: string) => `${API}/campaigns/${part(id)}/estimate`,
  report: (id: string) => `${API}/campaigns/${part(id)}/report`,

  sources: `${API}/sources`,
  source: (name: string) => `${API}/sources/${part(name)}`,
  sourceRotation: (name: string) => `${API}/sources/${part(name)}/rotate`,
  tokens: `${API}/tokens`,
  token: (id: string) => `${API}/tokens/${part(id)}`,

  webhooks: (source: string) => `/hooks/v1/${part(source)}`,
  health: '/health',
} as const;

/** A path with a query; what is undefined is left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${part(String(value))}`],
  );
  return given.length === 0 ? path : `${path}?${given.join('&')}`;
}
