import { parseCron } from '../../core/schedules/cron.ts';
import { nextRun } from '../../core/schedules/nextRun.ts';
import type { Deps } from '../ports/deps.ts';
import type { RefreshTimes } from '../ports/schedules.ts';
import type { Settings } from '../../core/workspace/settings.ts';

/** When refreshes start by themselves, as the workspace's settings have it. */
export function refreshTimes({ refreshSchedule, timeZone }: Settings): RefreshTimes {
  return { cron: refreshSchedule === '' ? undefined : refreshSchedule, timeZone };
}

/** The next start after an instant, both epoch ms; undefined where no refresh starts by itself. */
export function nextRefresh({ cron, timeZone }: RefreshTimes, after: number): number | undefined {
  const parsed = cron === undefined ? undefined : parseCron(cron);
  return parsed?.ok ? nextRun(parsed.cron, timeZone, after) : undefined;
}

export function isSameSchedule(one: RefreshTimes, other: RefreshTimes): boolean {
  return one.cron === other.cron && one.timeZone === other.timeZone;
}

/**
 * Makes refreshes start as the settings say. Of two who change the settings at the same time, the later may be applied
 * first; so each looks again, and whoever ends last has applied what is stored.
 */
export async function applySchedule({ stores, schedules }: Pick<Deps, 'stores' | 'schedules'>): Promise<void> {
  const stored = async () => refreshTimes(await stores.settings.get({ fresh: true }));
  let applied = await stored();
  await schedules.apply(applied);
  for (let wanted = await stored(); !isSameSchedule(wanted, applied); wanted = await stored()) {
    applied = wanted;
    await schedules.apply(applied);
  }
}
