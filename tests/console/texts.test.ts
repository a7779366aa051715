import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronOf, modeOf } from '../../console/src/components/segments/cronMode.ts';
import { asGroup, isIncomplete, ruleOfGroup } from '../../console/src/components/rule/json.ts';
import { KINDS, kindOf, NEW } from '../../console/src/components/rule/kinds.ts';
import { parseNumber } from '../../console/src/i18n/digits.ts';
import { formatsFor } from '../../console/src/i18n/formats.ts';
import { fromPersian, parseDate, persianText, toPersian } from '../../console/src/i18n/persianDate.ts';
import { rules } from '../../console/src/i18n/rules.en.ts';
import { parseRoute, linkTo, type Route } from '../../console/src/route.ts';
import { RFM_LABELS } from '../../core/population/rfmLabels.ts';
import { METRICS } from '../../core/segments/clauses/metric/readMetric.ts';
import { persianOf } from '../../core/segments/dates/persianCalendar.ts';

const DAY = 86_400_000;
const isoDay = fc
  .integer({ min: -25_000, max: 40_000 })
  .map((day) => ({ day, iso: new Date(day * DAY).toISOString().slice(0, 10) }));

it('the form offers the metrics and RFM groups that rules know', () => {
  expect(Object.keys(rules.metrics).sort()).toEqual([...METRICS].sort());
  expect(Object.keys(rules.labels).sort()).toEqual([...RFM_LABELS].sort());
});

describe('dates that are typed', () => {
  it('are the same Persian dates as in rules, and lead back to their day', () => {
    fc.assert(
      fc.property(isoDay, ({ day, iso }) => {
        const { year, month, day: ofMonth } = toPersian(iso);
        expect(year * 10_000 + month * 100 + ofMonth).toBe(persianOf(day));
        expect(fromPersian(toPersian(iso))).toBe(iso);
      }),
    );
  });

  it('may be written with any digits and separators, Persian or Gregorian', () => {
    for (const text of ['۱۴۰۵/۱/۱', '1405-01-01', ' ١٤٠٥/٠١/٠١ ', '2026-03-21'])
      expect(parseDate(text)).toBe('2026-03-21');
    expect(parseDate('۱۴۰۳/۱۲/۳۰')).toBe('2025-03-20');
    for (const text of ['1404/12/30', '1405/13/1', '2026-02-30', '1405/1', 'Nowruz', '']) {
      expect([text, parseDate(text)]).toEqual([text, undefined]);
    }
  });

  it('are shown as they can be typed again', () => {
    const digits = formatsFor('fa', 'persian', 'UTC').plain;
    fc.assert(
      fc.property(isoDay, ({ iso }) => {
        expect(parseDate(persianText(iso, digits))).toBe(iso);
      }),
    );
  });
});

describe('numbers that are typed', () => {
  it('are read as each language shows them', () => {
    for (const language of ['en', 'fa', 'uk'] as const) {
      const { plain } = formatsFor(language, 'gregorian', 'UTC');
      for (const number of [0, 7, -3, 1234567, 0.5, -12.25]) {
        expect([language, number, parseNumber(plain(number))]).toEqual([language, number, number]);
      }
    }
    for (const text of ['', '-', 'x', '1e3', '1,2,3']) expect([text, parseNumber(text)]).toEqual([text, undefined]);
  });
});

describe('schedules', () => {
  it('are shown in words where there are some, and kept as they are where not', () => {
    for (const cron of ['0 3 * * *', '30 6 * * 5', '*/5 * * * *', '0 3 1 * *', '99 3 * * *']) {
      expect(cronOf(modeOf(cron))).toBe(cron);
    }
    expect(modeOf('0 3 * * 7')).toEqual({ kind: 'weekly', hour: 3, minute: 0, day: 0 });
    expect([modeOf(null), cronOf({ kind: 'off' })]).toEqual([{ kind: 'off' }, null]);
  });
});

describe('the rule form', () => {
  it('has an editor for whatever it offers, and asks for what is still empty', () => {
    for (const kind of KINDS) expect(kindOf(NEW[kind])).toBe(kind);
    expect(KINDS.filter((kind) => isIncomplete(NEW[kind]))).toEqual([
      'attribute',
      'date',
      'event',
      'member',
      'campaign',
      'feedback',
    ]);
    expect(isIncomplete({ all: [] })).toBe(false);
    expect(isIncomplete({ not: { any: [{ attribute: 'a', in: [] }] } })).toBe(true);
  });

  it('shows a rule of one clause as a group of one', () => {
    expect(ruleOfGroup(asGroup({ consent: 'email' }))).toEqual({ all: [{ consent: 'email' }] });
    expect(ruleOfGroup(asGroup({ any: [{ consent: 'email' }] }))).toEqual({ any: [{ consent: 'email' }] });
  });
});

it('gives every screen an address that leads back to it', () => {
  const ids = ['seg_1', 'مشتری ۱', 'a/b', 'new', '100%'];
  const routes: Route[] = [
    ...(['campaigns', 'segments', 'newSegment', 'customers'] as const).map((page) => ({ page })),
    ...ids.flatMap((id) => (['campaign', 'customer', 'editSegment'] as const).map((page) => ({ page, id }))),
    { page: 'segment', id: 'seg_1' },
  ];
  for (const route of routes) expect(parseRoute(linkTo(route))).toEqual(route);
  expect(parseRoute('#/nowhere')).toEqual({ page: 'campaigns' });
});
