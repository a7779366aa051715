import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { applySchedule } from '../../../app/segments/refreshTimes.ts';
import { createStores } from '../../../adapters/stores/createStores.ts';
import { createScheduler } from '../../../local/scheduler.ts';
import { createTestApp } from '../../support/app.ts';
import { useStores } from '../../support/stores.ts';
import type { RefreshTimes } from '../../../app/ports/schedules.ts';

const stores = useStores();

async function givenApp() {
  const { options } = await stores.fresh();
  return createTestApp((clock) => createStores({ ...options, clock }));
}

describe('the schedule of refreshes', () => {
  it('is every night at three until the settings change it, and is told with its next run', async () => {
    const { call, planned } = await givenApp();
    const settings = async () => (await call('GET', '/api/v1/settings')).body;
    expect(await settings()).toMatchObject({ refreshSchedule: '0 3 * * *', nextRefreshAt: '2026-02-02T03:00:00.000Z' });
    await call('PUT', '/api/v1/settings', { timeZone: 'Europe/Berlin' });
    expect((await settings()).nextRefreshAt).toBe('2026-02-02T02:00:00.000Z');
    await call('PUT', '/api/v1/settings', { refreshSchedule: '30 4 * * mon' });
    expect((await settings()).nextRefreshAt).toBe('2026-02-02T03:30:00.000Z');
    await call('PUT', '/api/v1/settings', { refreshSchedule: null });
    expect(await settings()).toMatchObject({ refreshSchedule: null, nextRefreshAt: null });
    await call('PUT', '/api/v1/settings', { marginRate: 0.5 });
    expect(planned).toEqual([
      { cron: '0 3 * * *', timeZone: 'Europe/Berlin' },
      { cron: '30 4 * * mon', timeZone: 'Europe/Berlin' },
      { cron: undefined, timeZone: 'Europe/Berlin' },
    ]);
  });

  it('is applied again when the settings are saved as they are', async () => {
    const { call, planned } = await givenApp();
    for (let times = 0; times < 2; times++) await call('PUT', '/api/v1/settings', { refreshSchedule: '0 5 * * *' });
    expect(planned).toHaveLength(2);
  });

  it('is the stored one, also when somebody changes the settings while it is applied', async () => {
    const { deps, planned } = await givenApp();
    await deps.stores.settings.save({ refreshSchedule: '0 1 * * *' });
    const schedules = { ...deps.schedules };
    let overtaken = false;
    Object.assign(deps.schedules, {
      apply: async (plan: RefreshTimes) => {
        if (!overtaken) await deps.stores.settings.save({ refreshSchedule: '0 2 * * *' });
        overtaken = true;
        await schedules.apply(plan);
      },
    });
    await applySchedule(deps);
    expect(planned.map(({ cron }) => cron)).toEqual(['0 1 * * *', '0 2 * * *']);
  });

  it('is looked after by the doctor', async () => {
    const { call, deps } = await givenApp();
    const finding = async () =>
      (await call('GET', '/api/v1/doctor')).body.findings.find(({ check }: { check: string }) => check === 'schedule');
    expect(await finding()).toMatchObject({ status: 'ok', what: 'the next refresh: 2026-02-02T03:00:00.000Z' });
    await deps.schedules.apply({ cron: '0 3 1 1 *', timeZone: 'UTC' });
    expect(await finding()).toMatchObject({ status: 'warn', do: expect.stringContaining('refreshSchedule') });
  });
});

describe('the scheduler of one machine', () => {
  const WAIT = {
    shouldAdvanceTime: false,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  } as const;

  it('starts a refresh when it is due, and none while one runs', async () => {
    const { deps, started, advance, logged } = await givenApp();
    vi.useFakeTimers({ ...WAIT, toFake: [...WAIT.toFake] });
    onTestFinished(() => void vi.useRealTimers());
    const scheduler = createScheduler(deps.clock);
    onTestFinished(() => scheduler.stop());
    await scheduler.start(deps);
    expect(await scheduler.follows({ cron: '0 3 * * *', timeZone: 'UTC' })).toBe(true);
    const night = () => {
      advance(scheduler.next()! - deps.clock() + 1);
      vi.advanceTimersByTime(15_000);
    };
    night();
    await vi.waitFor(() => expect(started).toMatchObject([{ name: 'segment-refresh' }]));
    night();
    await vi.waitFor(() =>
      expect(logged.map(({ message }) => message)).toContain('a refresh is under way: this start is left out'),
    );
    expect(started).toHaveLength(1);
    await deps.stores.runs.mutate(started[0]!.execution, (run) => ({ ...run, status: 'succeeded' }));
    night();
    await vi.waitFor(() => expect(started).toHaveLength(2));
  });
});
