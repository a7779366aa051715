import { Cron } from 'croner';
import { ConflictError } from '../core/shared/errors.ts';
import { startRefresh } from '../functions/segments/startRefresh.ts';
import type { Deps } from '../functions/shared/deps.ts';

export interface Scheduler {
  /** Looks at the settings again. Also done every minute. */
  reload(): Promise<void>;
  /** The next run (epoch ms), undefined where there is no schedule. */
  next(): number | undefined;
  stop(): void;
}

const RELOAD_MS = 60_000;

/** Starts the segment refresh as settings.refreshSchedule says, in the workspace's time zone. */
export function startScheduler(deps: Pick<Deps, 'stores' | 'workflows' | 'clock' | 'ids' | 'log'>): Scheduler {
  const { stores, log } = deps;
  let current = '';
  let cron: Cron | undefined;

  const refresh = async () => {
    try {
      await startRefresh(deps);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      log.info({ ...error.extra }, 'a refresh is under way: this start is left out');
    }
  };
  const failed = (error: unknown) => log.error({ err: error }, 'scheduled refresh did not start');

  const reload = async () => {
    const { refreshSchedule, timeZone } = await stores.settings.get();
    const wanted = refreshSchedule === undefined ? '' : `${refreshSchedule} ${timeZone}`;
    if (wanted === current) return;
    cron?.stop();
    cron = undefined;
    current = wanted;
    if (refreshSchedule === undefined) return;
    cron = new Cron(refreshSchedule, { timezone: timeZone, unref: true, catch: failed, protect: true }, refresh);
  };
  const reloadOrLog = () =>
    reload().catch((error: unknown) => log.error({ err: error }, 'the schedule cannot be read'));
  const timer = setInterval(() => void reloadOrLog(), RELOAD_MS).unref();

  return {
    reload: reloadOrLog,
    next: () => cron?.nextRun()?.getTime(),
    stop() {
      clearInterval(timer);
      cron?.stop();
    },
  };
}
