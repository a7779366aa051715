import { customersCsv, ordersCsv } from '../simulator/csv.ts';
import type { Person } from '../simulator/people.ts';
import { makePastOrders } from '../simulator/shop.ts';
import type { ApiClient } from './client.ts';
import { waitUntil } from './poll.ts';
import { SAMPLE_SEGMENTS, SAMPLE_SHOP } from './sampleCampaign.ts';
import { importState, runStarted, runState, withId } from './shapes.ts';
import { z } from 'zod';

async function importFile(
  api: ApiClient,
  kind: string,
  lines: Iterable<string>,
  print: (line: string) => void,
): Promise<void> {
  const { id } = await api.upload(`/api/v1/imports?kind=${kind}`, lines, withId);
  const state = await waitUntil(
    () => api.get(`/api/v1/imports/${id}`, importState),
    ({ status }) => status !== 'running',
  );
  if (state.status === 'failed' || state.rejected > 0) {
    throw new Error(`The sample ${kind} were not taken whole: ${JSON.stringify(state.errors.slice(0, 3))}`);
  }
  print(`  Imported ${state.accepted.toLocaleString('en')} ${kind}.`);
}

/** Fills an empty workspace with the sample shop and its segments; resolves to the segments' ids once they are refreshed. */
export async function loadShop(
  api: ApiClient,
  people: readonly Person[],
  print: (line: string) => void,
): Promise<string[]> {
  await api.send(
    'PUT',
    '/api/v1/settings',
    { currency: SAMPLE_SHOP.currency, timeZone: 'Europe/Berlin', languages: ['en', 'fa', 'uk'] },
    z.unknown(),
  );
  await importFile(api, 'customers', customersCsv(people), print);
  const history = makePastOrders(people, Date.now(), SAMPLE_SHOP.seed);
  await importFile(api, 'orders', ordersCsv(history, SAMPLE_SHOP.currency), print);
  const ids: string[] = [];
  for (const { name, rule } of SAMPLE_SEGMENTS) {
    ids.push((await api.send('POST', '/api/v1/segments', { name, rule }, withId)).id);
  }
  await refreshAll(api);
  print(`  Refreshed ${ids.length} segments.`);
  return ids;
}

/** A refresh that began before the segments were made knows nothing of them: it is waited for, and followed by another. */
async function refreshAll(api: ApiClient): Promise<void> {
  for (let ours = false; !ours;) {
    const started = await api.send('POST', '/api/v1/segments/refresh', undefined, runStarted, [409]);
    ours = started.status === undefined;
    const run = await waitUntil(
      () => api.get(`/api/v1/runs/${started.runId}`, runState),
      ({ status }) => status !== 'running',
    );
    if (ours && run.status === 'failed') throw new Error('The segments could not be refreshed');
  }
}
