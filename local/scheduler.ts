import { Cron } from 'croner';
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
export function startScheduler(deps: Pick<Deps, 'stores' | 'workflows' | 'ids' | 'log'>): Scheduler {
  const { stores, workflows, ids, log } = deps;
  let current = '';
  let cron: Cron | undefined;
  let lastRun: string | undefined;

  const refresh = async () => {
    if (lastRun !== undefined && (await workflows.status('segment-refresh', lastRun)) === 'running') {
      log.warn({ run: lastRun }, 'the refresh before is still running: this one is left out');
      return;
    }
    lastRun = ids('run');
    await workflows.start('segment-refresh', lastRun, { runId: lastRun });
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
