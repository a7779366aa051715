import { waitUntil } from '../../local/demo/poll.ts';
import { SAMPLE_SEGMENTS } from '../../local/demo/sampleCampaign.ts';
import { sampleTemplate } from '../../local/demo/sampleTemplate.ts';
import { customersCsv, ordersCsv } from '../../local/simulator/csv.ts';
import type { Person } from '../../local/simulator/people.ts';
import type { PastOrder } from '../../local/simulator/shop.ts';
import type { Json, Place } from './place.ts';

export const CURRENCY = 'EUR';

/** Imports customers and their past orders, makes the segments and refreshes them. Resolves to the segments' ids. */
export async function fillShop(place: Place, people: readonly Person[], orders: readonly PastOrder[]) {
  await place.call('PUT', '/api/v1/settings', { currency: CURRENCY, timeZone: 'Europe/Berlin', marginRate: 0.4 });
  await importAll(place, 'customers', [...customersCsv(people)].join(''), people.length);
  await importAll(place, 'orders', [...ordersCsv(orders, CURRENCY)].join(''), orders.length);
  const ids: string[] = [];
  for (const { name, rule } of SAMPLE_SEGMENTS)
    ids.push((await place.call('POST', '/api/v1/segments', { name, rule })).id);
  const { runId } = await place.call('POST', '/api/v1/segments/refresh');
  const run = await settled(place, `/api/v1/runs/${runId}`, ({ status }) => status !== 'running');
  if (run.status === 'failed') throw new Error(`${place.name}: the refresh failed: ${JSON.stringify(run)}`);
  return ids;
}

async function importAll(place: Place, kind: string, csv: string, rows: number): Promise<void> {
  const { id } = await place.upload(kind, csv);
  const done = await settled(place, `/api/v1/imports/${id}`, ({ status }) => status !== 'running');
  if (done.status !== 'done' || done.accepted !== rows)
    throw new Error(`${place.name}: ${kind} were not taken whole: ${JSON.stringify(done)}`);
}

/** A draft to everybody in the segments, with a fifth held out. Resolves to its id. */
export async function draftCampaign(place: Place, segmentIds: readonly string[]): Promise<string> {
  const template = await place.call('POST', '/api/v1/templates', await sampleTemplate('season-offer'));
  const campaign = await place.call('POST', '/api/v1/campaigns', {
    name: 'Autumn letter',
    segmentIds,
    templateId: template.id,
    from: { name: 'Simorgh Books & Tea', email: 'hello@simorgh.example' },
    holdout: 0.2,
    costs: { fixed: 15_000, perMessage: 1 },
  });
  return campaign.id;
}

/** Launches and waits until everybody of the audience has an outcome. Resolves to where they are. */
export async function sendCampaign(place: Place, id: string): Promise<Json> {
  await place.call('POST', `/api/v1/campaigns/${id}/launch`);
  const under = new Set(['scheduled', 'sending']);
  const { status, progress } = await settled(
    place,
    `/api/v1/campaigns/${id}`,
    (campaign) => !under.has(campaign.status),
  );
  if (status !== 'sent') throw new Error(`${place.name}: the campaign is ${status}`);
  return progress;
}

const settled = (place: Place, path: string, done: (answer: Json) => boolean): Promise<Json> =>
  waitUntil(() => place.call('GET', path), done, 180_000);
