export const DAY_MS = 86_400_000;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  FORMATS.set(timeZone, format);
  return format;
}

// Offsets change on quarter hours at the finest, so one look-up serves a quarter.
const QUARTER_MS = 900_000;
const OFFSETS = new Map<string, number>();

/** Minutes east of UTC, in ms, of a time zone at an instant (epoch ms). */
export function offsetMs(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const quarter = Math.floor(at / QUARTER_MS);
  const key = `${timeZone}|${quarter}`;
  const known = OFFSETS.get(key);
  if (known !== undefined) return known;
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(quarter * QUARTER_MS)) part[type] = Number(value);
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  const offset = local - quarter * QUARTER_MS;
  if (OFFSETS.size > 50_000) OFFSETS.clear();
  OFFSETS.set(key, offset);
  return offset;
}

/** The calendar day (days since 1970-01-01) that an instant (epoch ms) falls on in a time zone. */
export function dayOf(at: number, timeZone: string): number {
  return Math.floor((at + offsetMs(at, timeZone)) / DAY_MS);
}

/** The first instant (epoch ms) of a calendar day in a time zone, through daylight-saving changes. */
export function startOfDay(day: number, timeZone: string): number {
  const wall = day * DAY_MS;
  const guess = wall - offsetMs(wall, timeZone);
  const again = wall - offsetMs(guess, timeZone);
  return dayOf(again, timeZone) === day ? again : guess;
}

/** True for a name of the tz database that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch {
    return false;
  }
}

const DATE_ONLY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** The day number of an ISO date ("2026-02-28"), or undefined for anything else, 30 February included. */
export function parseDay(text: string): number | undefined {
  const match = DATE_ONLY.exec(text);
  if (!match) return undefined;
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(at).toISOString().startsWith(text) ? at / DAY_MS : undefined;
}

/**
 * An ISO date or date-time as epoch ms. A date, and a date-time without an offset, are read in `timeZone`.
 * Returns undefined where the text is neither.
 */
export function parseInstant(text: string, timeZone: string): number | undefined {
  const day = parseDay(text);
  if (day !== undefined) return startOfDay(day, timeZone);
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const hasOffset = match[3] !== undefined;
  const at = Date.parse(text.replace(' ', 'T') + (hasOffset ? '' : 'Z'));
  if (!Number.isFinite(at) || parseDay(text.slice(0, 10)) === undefined) return undefined;
  return hasOffset ? at : instantOfWall(at, timeZone);
}

/**
 * The instant at which the clocks of a zone show a local time (`wall`: epoch ms as if it were UTC). Of a time shown
 * twice the first; one that is skipped is as late as if the clocks had not been changed yet.
 */
export function instantOfWall(wall: number, timeZone: string): number {
  const before = wall - offsetMs(wall - DAY_MS, timeZone);
  if (before + offsetMs(before, timeZone) === wall) return before;
  const after = wall - offsetMs(wall + DAY_MS, timeZone);
  return after + offsetMs(after, timeZone) === wall ? after : before;
}

/** Day number as an ISO date. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
