import type { Settings } from '../../core/workspace/settings.ts';
import type { Deps } from '../ports/deps.ts';
import { applySchedule } from '../segments/refreshTimes.ts';

type Chosen = Omit<Settings, 'baseUrl' | 'refreshSchedule' | 'currencyFrom' | 'globalSalt'>;

/** What somebody wants changed; what is not named stays. */
export interface SettingsChange extends Partial<Chosen> {
  /** Null: where this deployment listens. */
  readonly baseUrl?: string | null;
  /** Null: refreshes start by hand only. */
  readonly refreshSchedule?: string | null;
}

/** Changes the workspace's settings, and when refreshes start where that is about it. Returns the settings then valid. */
export async function changeSettings(
  deps: Pick<Deps, 'stores' | 'schedules'>,
  { baseUrl, refreshSchedule, ...rest }: SettingsChange,
): Promise<Settings> {
  const settings = await deps.stores.settings.save({
    ...rest,
    ...(rest.currency !== undefined && { currencyFrom: 'settings' as const }),
    ...(baseUrl !== undefined && { baseUrl: baseUrl ?? undefined }),
    ...(refreshSchedule !== undefined && { refreshSchedule: refreshSchedule?.trim() ?? '' }),
  });
  // Also where nothing changed: saving again repairs a schedule that somebody else changed.
  if (refreshSchedule !== undefined || rest.timeZone !== undefined) await applySchedule(deps);
  return settings;
}
