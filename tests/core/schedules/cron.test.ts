import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCron, type Cron } from '../../../core/schedules/cron.ts';
import { eventBridgeCron } from '../../../core/schedules/eventBridgeCron.ts';
import { nextRun } from '../../../core/schedules/nextRun.ts';

const given = (text: string): Cron => {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.cron;
};
const refusal = (text: string) => {
  const parsed = parseCron(text);
  return parsed.ok ? 'taken' : parsed.reason;
};

describe('a schedule in the words of EventBridge', () => {
  it.each([
    ['0 3 * * *', 'cron(0 3 * * ? *)'],
    ['*/15 * * * *', 'cron(0,15,30,45 * * * ? *)'],
    ['*/1 */1 * * *', 'cron(* * * * ? *)'],
    ['30 6 1,15 * *', 'cron(30 6 1,15 * ? *)'],
    ['0 4 * * 0', 'cron(0 4 ? * 1 *)'],
    ['0 4 * * 7', 'cron(0 4 ? * 1 *)'],
    ['0 4 * * 1-5', 'cron(0 4 ? * 2-6 *)'],
    ['0 4 * * 5-7', 'cron(0 4 ? * 1,6-7 *)'],
    ['0 4 * * MON,thu', 'cron(0 4 ? * 2,5 *)'],
    ['0 4 * * 0-6', 'cron(0 4 * * ? *)'],
    ['0 4 1-31 * *', 'cron(0 4 * * ? *)'],
    ['0 0 * jan-Mar,12 *', 'cron(0 0 * 1-3,12 ? *)'],
    ['1-30/10 22,23 * * *', 'cron(1,11,21 22-23 * * ? *)'],
    ['0 0 29 2 *', 'cron(0 0 29 2 ? *)'],
  ])('%s is %s', (text, expected) => {
    expect(eventBridgeCron(given(text))).toBe(expected);
  });

  it('is never longer than a schedule may be, 256 characters', () => {
    const longest = '1-59/2 1-23/2 1-31/2 1-12/2 *';
    expect(eventBridgeCron(given(longest)).length).toBeLessThan(256);
  });
});

describe('a schedule is refused', () => {
  it.each([
    ['0 3 * *', /five fields/],
    ['0 0 3 * * *', /five fields/],
    ['60 * * * *', /minute cannot be "60"/],
    ['* 24 * * *', /hour cannot be "24"/],
    ['* * 0 * *', /day cannot be "0"/],
    ['* * * 13 *', /month cannot be "13"/],
    ['* * * * 8', /weekday cannot be "8"/],
    ['22-2 * * * *', /minute cannot be "22-2"/],
    ['5/15 * * * *', /minute cannot be "5\/15"/],
    ['*/0 * * * *', /minute cannot be/],
    ['*/90 * * * *', /minute cannot be/],
    ['1,,2 * * * *', /minute cannot be ""/],
    ['* * L * *', /day cannot be "L"/],
    ['* * ? * *', /day cannot be/],
    ['* * * * 5#2', /weekday cannot be/],
    ['mon * * * *', /minute cannot be "mon"/],
    ['0 0 1 * 1', /day of the month and a weekday/],
    ['0 0 15 * 0-6', /day of the month and a weekday/],
    ['0 0 30 2 *', /never comes/],
    ['0 0 31 4,6 *', /never comes/],
  ])('%s', (text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });
});

const runs = (text: string, timeZone: string, from: string, count: number) => {
  const found: string[] = [];
  for (let at = nextRun(given(text), timeZone, Date.parse(from)); found.length < count && at !== undefined;) {
    found.push(new Date(at).toISOString().slice(0, 16));
    at = nextRun(given(text), timeZone, at);
  }
  return found;
};

describe('the next run', () => {
  it('keeps its local time through a change of clocks', () => {
    expect(runs('0 3 * * *', 'Europe/Berlin', '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T02:00',
      '2026-03-29T01:00',
      '2026-03-30T01:00',
    ]);
  });

  it('is left out on the day whose clocks skip it', () => {
    expect(runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z', 2)).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
    ]);
    expect(runs('0 0 * * *', 'America/Sao_Paulo', '2018-11-03T04:00:00Z', 1)).toEqual(['2018-11-05T02:00']);
  });

  it('runs once where the clocks show its time twice', () => {
    expect(runs('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('follows a zone with half hours', () => {
    expect(runs('30 3 * * *', 'Asia/Tehran', '2026-11-22T12:00:00Z', 1)).toEqual(['2026-11-23T00:00']);
  });

  it('waits for 29 February, over 2100 as well', () => {
    expect(runs('0 0 29 2 *', 'UTC', '2096-03-01T00:00:00Z', 1)).toEqual(['2104-02-29T00:00']);
  });

  it('is what croner finds, where no clocks change', () => {
    const list = (from: number, to: number) =>
      fc
        .uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 4 })
        .map((numbers) => numbers.sort((a, b) => a - b).join(','));
    const any = (from: number, to: number) =>
      fc.oneof(
        fc.constant('*'),
        list(from, to),
        fc.integer({ min: 2, max: to < 9 ? 6 : 9 }).map((step) => `*/${step}`),
      );
    const day = fc.oneof(
      fc.tuple(any(1, 28), any(1, 12), fc.constant('*')),
      fc.tuple(fc.constant('*'), any(1, 12), any(0, 7)),
    );
    fc.assert(
      fc.property(any(0, 59), any(0, 23), day, fc.integer({ min: 0, max: 2e12 }), (minute, hour, rest, after) => {
        const text = [minute, hour, ...rest].join(' ');
        const expected = new Croner(text, { timezone: 'UTC', paused: true }).nextRun(new Date(after));
        expect(nextRun(given(text), 'UTC', after), text).toBe(expected?.getTime());
      }),
      { numRuns: 300 },
    );
  });
});
