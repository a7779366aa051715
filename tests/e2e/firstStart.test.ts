import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcomes, type CampaignResponse, type ReportResponse } from '../support/answers.ts';
import { call, newDataFolder, startPeyk, type PeykProcess } from '../support/peyk.ts';

let peyk: PeykProcess;
const started = Date.now();
beforeAll(async () => {
  peyk = await startPeyk({ PEYK_DATA: newDataFolder() });
  await peyk.waitFor('Ctrl-C stops Peyk', 120_000);
}, 150_000);
afterAll(() => peyk.end('SIGTERM'));

const sampleCampaign = async (): Promise<string> =>
  (await call<{ items: [CampaignResponse] }>(peyk.url, 'GET', '/api/v1/campaigns')).items[0].id;

it('prints what the sample campaign earned per segment, and the truth it was made from', () => {
  const table = peyk
    .output()
    .split('\n')
    .filter((line) => /\[.*\.\..*\]/.test(line));
  expect(table.map((line) => line.split('  ')[0]?.trim())).toEqual([
    'Loyal buyers',
    'Lapsed for 90 days',
    'New buyers',
    'Total',
  ]);
  expect(Date.now() - started).toBeLessThan(120_000);
});

it('serves the console, the API description and the health check', async () => {
  expect(await call(peyk.url, 'GET', '/health')).toEqual({ status: 'ok' });
  expect(await (await fetch(peyk.url)).text()).toContain('<div id="root">');
  expect((await call<{ openapi: string }>(peyk.url, 'GET', '/openapi.json')).openapi).toMatch(/^3\.1/);
});

it('counts every customer of the sample campaign exactly once', async () => {
  const id = await sampleCampaign();
  const { progress, status } = await call<CampaignResponse>(peyk.url, 'GET', `/api/v1/campaigns/${id}`);
  expect(status).toBe('sent');
  expect(progress.audience).toBe(outcomes(progress));
  expect(progress.accepted).toBeGreaterThan(2_000);
  expect(progress.holdout).toBeGreaterThan(500);
});

it('finds the lift the simulator was told in the loyal and the lapsed, and none in newcomers', async () => {
  const id = await sampleCampaign();
  const report = await call<ReportResponse>(peyk.url, 'GET', `/api/v1/campaigns/${id}/report`);
  const cell = (name: string) => report.segments.find((segment) => segment.name === name)!;
  // Arms follow the campaign's id, so estimates move from start to start. Six standard errors never do.
  for (const [name, truth] of [
    ['Loyal buyers', 840],
    ['Lapsed for 90 days', 330],
    ['New buyers', 0],
  ] as const) {
    const { estimate, low, high } = cell(name).perCustomer;
    expect(Math.abs(estimate - truth)).toBeLessThan((6 * (high - low)) / 3.92);
  }
  expect(cell('Loyal buyers').treated.customers).toBeGreaterThan(700);
});

it('ends on SIGTERM and keeps its state for the next start', async () => {
  expect(await peyk.end('SIGTERM')).toBe(0);
  const again = await startPeyk({ PEYK_DATA: peyk.data });
  await again.waitFor('Ctrl-C stops Peyk', 30_000);
  expect((await call<{ items: unknown[] }>(again.url, 'GET', '/api/v1/campaigns')).items).toHaveLength(1);
  expect(again.output()).not.toContain('Imported');
  await again.end('SIGTERM');
});
