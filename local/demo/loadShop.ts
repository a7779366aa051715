import { z } from 'zod';
import { importSchema, startedImportSchema, type ImportKindResponse } from '../../contract/imports.ts';
import { paths, withQuery } from '../../contract/paths.ts';
import { problemSchema } from '../../contract/problem.ts';
import { runSchema, startedRunSchema } from '../../contract/runs.ts';
import { segmentSchema } from '../../contract/segments.ts';
import { settingsSchema } from '../../contract/settings.ts';
import { customersCsv, ordersCsv } from '../simulator/csv.ts';
import type { Person } from '../simulator/people.ts';
import { makePastOrders } from '../simulator/shop.ts';
import type { ApiClient } from './client.ts';
import { waitUntil } from './poll.ts';
import { SAMPLE_SEGMENTS, SAMPLE_SHOP } from './sampleCampaign.ts';

async function importFile(
  api: ApiClient,
  kind: ImportKindResponse,
  lines: Iterable<string>,
  print: (line: string) => void,
): Promise<void> {
  const { id } = await api.upload(withQuery(paths.imports, { kind }), lines, startedImportSchema);
  const state = await waitUntil(
    () => api.get(paths.import(id), importSchema),
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
    paths.settings,
    { currency: SAMPLE_SHOP.currency, timeZone: 'Europe/Berlin', languages: ['en', 'fa', 'uk'] },
    settingsSchema,
  );
  await importFile(api, 'customers', customersCsv(people), print);
  const history = makePastOrders(people, Date.now(), SAMPLE_SHOP.seed);
  await importFile(api, 'orders', ordersCsv(history, SAMPLE_SHOP.currency), print);
  const ids: string[] = [];
  for (const { name, rule } of SAMPLE_SEGMENTS) {
    ids.push((await api.send('POST', paths.segments, { name, rule }, segmentSchema)).id);
  }
  await refreshAll(api);
  print(`  Refreshed ${ids.length} segments.`);
  return ids;
}

const refreshAnswer = z.union([problemSchema, startedRunSchema]);

/** A refresh that began before the segments were made knows nothing of them: it is waited for, and followed by another. */
async function refreshAll(api: ApiClient): Promise<void> {
  for (let ours = false; !ours;) {
    const started = await api.send('POST', paths.refresh, undefined, refreshAnswer, [409]);
    ours = !('status' in started);
    const { runId } = started;
    if (runId === undefined) throw new Error('The refresh under way has no id');
    const run = await waitUntil(
      () => api.get(paths.run(runId), runSchema),
      ({ status }) => status !== 'running',
    );
    if (ours && run.status === 'failed') throw new Error('The segments could not be refreshed');
  }
}
