import { ConflictError } from '../core/shared/errors.ts';
import { isSameSchedule, nextRefresh, refreshTimes } from '../app/segments/refreshTimes.ts';
import { startRefresh } from '../app/segments/startRefresh.ts';
import type { Deps } from '../app/ports/deps.ts';
import type { RefreshTimes, Schedules } from '../app/ports/schedules.ts';

type Dependencies = Pick<Deps, 'stores' | 'workflows' | 'clock' | 'ids' | 'log'>;

/** EventBridge Scheduler on one machine: starts refreshes as the settings times them. */
export interface Scheduler extends Schedules {
  /** Reads the times, and again every minute: another process may share the tables. Before this, nothing starts. */
  start(deps: Dependencies): Promise<void>;
  /** Looks at the settings again. */
  reload(): Promise<void>;
  /** The next run (epoch ms), undefined where there is no schedule. */
  next(): number | undefined;
  stop(): void;
}

const RELOAD_MS = 60_000;

/** A machine that slept finds out within this that a run is due. */
const LONGEST_SLEEP_MS = 15_000;

export function createScheduler(clock: () => number): Scheduler {
  let deps: Dependencies | undefined;
  let times: RefreshTimes = { cron: undefined, timeZone: 'UTC' };
  let due: number | undefined;
  let alarm: NodeJS.Timeout | undefined;
  let reloading: NodeJS.Timeout | undefined;

  const failed = (message: string) => (error: unknown) => deps?.log.error({ err: error }, message);
  const wake = () => {
    if (due !== undefined && clock() >= due) {
      due = nextRefresh(times, clock());
      if (deps) void refresh(deps).catch(failed('scheduled refresh did not start'));
    }
    sleep();
  };
  const sleep = () => {
    clearTimeout(alarm);
    if (due === undefined) return;
    alarm = setTimeout(wake, Math.min(Math.max(due - clock(), 0), LONGEST_SLEEP_MS)).unref();
  };
  const follow = (wanted: RefreshTimes) => {
    if (isSameSchedule(times, wanted)) return;
    times = wanted;
    due = nextRefresh(times, clock());
    sleep();
  };
  const reload = async () => {
    if (deps) await deps.stores.settings.get().then((settings) => follow(refreshTimes(settings)));
  };

  return {
    async apply(wanted) {
      follow(wanted);
      return Promise.resolve();
    },
    follows: (wanted) => Promise.resolve(isSameSchedule(times, wanted)),
    reload,
    async start(given) {
      deps = given;
      await reload();
      reloading = setInterval(() => void reload().catch(failed('the schedule cannot be read')), RELOAD_MS).unref();
    },
    next: () => due,
    stop() {
      clearInterval(reloading);
      clearTimeout(alarm);
      due = undefined;
    },
  };
}

async function refresh(deps: Dependencies): Promise<void> {
  try {
    await startRefresh(deps);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    deps.log.info({ ...error.extra }, 'a refresh is under way: this start is left out');
  }
}
