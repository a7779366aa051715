import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcomes, type CampaignResponse, type ImportResponse } from '../support/answers.ts';
import { call, newDataFolder, startPeyk, until } from '../support/peyk.ts';
import { startSlowSes } from '../support/slowSes.ts';

const CUSTOMERS = 2_000;

let ses: Awaited<ReturnType<typeof startSlowSes>>;
beforeAll(async () => {
  ses = await startSlowSes(60);
});
afterAll(() => ses.stop());

it('finishes a campaign of 2,000 after kill -9, with nobody lost and nobody mailed twice', async () => {
  const env = { PEYK_DATA: newDataFolder(), PEYK_EMPTY: '1', SES_ENDPOINT: ses.url };
  const first = await startPeyk(env);
  const rows = Array.from({ length: CUSTOMERS }, (_, i) => `k${i},k${i}@customers.example,true,Reader ${i}`);
  const csv = ['customer_id,email,consent_email,first_name', ...rows].join('\n');
  const imported = await call<ImportResponse>(first.url, 'POST', '/api/v1/imports?kind=customers', csv, 'text/csv');
  await until(
    () => call<ImportResponse>(first.url, 'GET', `/api/v1/imports/${imported.id}`),
    (now) => now.status === 'done',
  );
  const segment = await call<{ id: string }>(first.url, 'POST', '/api/v1/segments', {
    name: 'All',
    rule: { consent: 'email' },
  });
  const mjml =
    '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{first_name}} <a href="https://shop.example/">shop</a></mj-text></mj-column></mj-section></mj-body></mjml>';
  const template = await call<{ id: string }>(first.url, 'POST', '/api/v1/templates', {
    name: 'Hi',
    languages: { en: { subject: 'Hi {{first_name}}', mjml } },
  });
  const campaign = await call<{ id: string }>(first.url, 'POST', '/api/v1/campaigns', {
    name: 'Killed',
    segmentIds: [segment.id],
    templateId: template.id,
    from: { name: 'Shop', email: 'shop@shop.example' },
    holdout: 0.1,
  });
  const progressOf = (url: string) => call<CampaignResponse>(url, 'GET', `/api/v1/campaigns/${campaign.id}`);
  await call(first.url, 'POST', `/api/v1/campaigns/${campaign.id}/launch`);
  const middle = await until(
    () => progressOf(first.url),
    ({ progress }) => {
      expect(outcomes(progress)).toBe(progress.audience);
      return progress.accepted > 300;
    },
  );
  await first.end('SIGKILL');
  expect(middle.progress.accepted).toBeLessThan(1_500);

  const second = await startPeyk(env);
  const end = await until(
    () => progressOf(second.url),
    ({ status, progress }) => {
      expect(outcomes(progress)).toBe(progress.audience);
      return status === 'sent';
    },
    180_000,
  );
  const { audience, accepted, holdout, unknown } = end.progress;
  const addresses = await ses.addresses();
  expect(audience).toBe(CUSTOMERS);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(accepted + holdout + unknown).toBe(CUSTOMERS);
  // Whatever SES took is accepted, or unknown where Peyk died before it heard; nothing was refused.
  expect(addresses.length).toBeGreaterThanOrEqual(accepted);
  expect(addresses.length).toBeLessThanOrEqual(accepted + unknown);
  expect(await second.end('SIGTERM')).toBe(0);
});
