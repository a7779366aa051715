import { expect, it } from 'vitest';
import { cronOf, modeOf } from '../../../../console/src/features/settings/components/cronMode.ts';

it('schedules are shown in words where there are some, and kept as they are where not', () => {
  for (const cron of ['0 3 * * *', '30 6 * * 5', '*/5 * * * *', '0 3 1 * *', '99 3 * * *']) {
    expect(cronOf(modeOf(cron))).toBe(cron);
  }
  expect(modeOf('0 3 * * 7')).toEqual({ kind: 'weekly', hour: 3, minute: 0, day: 0 });
  expect([modeOf(null), cronOf({ kind: 'off' })]).toEqual([{ kind: 'off' }, null]);
});
