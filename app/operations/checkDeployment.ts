import { nextRefresh, refreshTimes } from '../segments/refreshTimes.ts';
import type { Deps } from '../ports/deps.ts';
import { SECRETS, type TableId } from '../../names.ts';
import { checked, fail, ok, warn, type Finding } from './finding.ts';

type Dependencies = Pick<Deps, 'stores' | 'schedules' | 'secrets' | 'inspector' | 'baseUrl' | 'clock'>;

const TABLE_IDS: readonly TableId[] = ['customers', 'activity', 'control'];
const HOUR_MS = 3_600_000;
/** A day, and two hours for a refresh to run. */
const LATE_HOURS = 26;

/** Whether what the deployment stands on is there: tables, secrets, the address of links, refreshes. */
export function checkDeployment({
  stores,
  schedules,
  secrets,
  inspector,
  baseUrl,
  clock,
}: Dependencies): Promise<Finding>[] {
  return [
    checked('tables', async () => {
      const missing = await without(TABLE_IDS, (id) => inspector.tableIsActive(id));
      if (missing.length > 0)
        return fail(`not active: ${missing.join(', ')}`, 'Deploy the data stack, or wait until it is done.');
      return ok('all three answer');
    }),
    checked('restore', async () => {
      const lost = await without(TABLE_IDS, (id) => inspector.tableIsRestorable(id));
      if (lost.length > 0)
        return fail(
          `cannot be restored: ${lost.join(', ')}`,
          'Switch point-in-time recovery on; deploying the data stack does.',
        );
      return ok('every table can be restored to any second of the last 35 days');
    }),
    checked('secrets', async () => {
      const missing = await without(Object.values(SECRETS), async (name) => (await secrets.get(name)).length > 0);
      if (missing.length > 0)
        return fail(`missing: ${missing.join(', ')}`, 'Deploy the data stack; no link can be signed without them.');
      return ok('are there');
    }),
    checked('base URL', async () => {
      const url = await baseUrl();
      const answers = await inspector.answers(`${url}/health`).catch(() => false);
      if (!answers)
        return fail(
          `${url} does not answer: links in messages lead nowhere`,
          'Set baseUrl in the settings to where the API is reached.',
        );
      if (!url.startsWith('https://'))
        return warn(`${url} is not https`, 'Fine on one machine. Customers need an https address.');
      return ok(`${url} answers over https`);
    }),
    checked('refresh', async () => {
      const segments = await stores.segments.all();
      if (segments.length === 0) return ok('there are no segments yet');
      const last = Math.max(...segments.map(({ refreshedAt = 0 }) => refreshedAt));
      const advice = 'Run peyk segments refresh, then see the runbook, refresh-late.';
      if (last === 0) return warn('no segment has ever been refreshed', advice);
      const hours = Math.round((clock() - last) / HOUR_MS);
      return hours > LATE_HOURS
        ? warn(`the last one began ${hours} hours ago`, advice)
        : ok(`the last one began ${hours} hours ago`);
    }),
    checked('schedule', async () => {
      const times = refreshTimes(await stores.settings.get());
      if (!(await schedules.follows(times)))
        return warn(
          'refreshes start by another schedule than the settings say',
          'Save refreshSchedule in the settings again, as it is.',
        );
      const next = nextRefresh(times, clock());
      return ok(
        next === undefined ? 'no refresh starts by itself' : `the next refresh: ${new Date(next).toISOString()}`,
      );
    }),
  ];
}

/** Those of which it does not hold. */
async function without<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T[]> {
  const held = await Promise.all(all.map(holds));
  return all.filter((_, index) => held[index] !== true);
}
