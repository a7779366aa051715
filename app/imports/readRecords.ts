const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;

/** A row, quoted line breaks included, may not be larger: it bounds memory whatever the file holds. */
const MAX_RECORD_BYTES = 1_048_576;

/** One row of the file as text (or why it is none), and the byte just behind it: where a later read may continue. */
export type RawRecord =
  | { readonly text: string; readonly fault?: undefined; readonly end: number }
  | { readonly text?: undefined; readonly fault: string; readonly end: number };

const TOO_LARGE = 'the row is larger than 1 MB';
const UNCLOSED = 'a quotation mark opens and never closes';

/**
 * Cuts a byte stream into rows. A row ends at the first line break outside quotation marks, which in RFC 4180 is
 * where their number is even. A row that never ends costs its first line only: reading continues after that line,
 * so one stray quotation mark does not swallow the good rows after it.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  { quotes }: { readonly quotes: boolean },
): AsyncGenerator<RawRecord[]> {
  let held = Buffer.alloc(0);
  let offset = start;
  let skipping = false;
  for await (const chunk of chunks) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    const records: RawRecord[] = [];
    let position = 0;
    while (position < held.length) {
      if (skipping) {
        const newline = held.indexOf(LINE_FEED, position);
        position = newline < 0 ? held.length : newline + 1;
        if (newline < 0) break;
        skipping = false;
        records.push({ fault: TOO_LARGE, end: offset + position });
        continue;
      }
      const end = recordEnd(held, position, quotes);
      if (end >= 0 && end - position <= MAX_RECORD_BYTES) {
        records.push({ text: textOf(held, position, end), end: offset + end });
        position = end;
        continue;
      }
      if (end < 0 && held.length - position <= MAX_RECORD_BYTES) break; // the rest of the row is still to come
      const newline = held.indexOf(LINE_FEED, position);
      if (newline >= 0 && newline - position < MAX_RECORD_BYTES) {
        records.push({ fault: UNCLOSED, end: offset + newline + 1 });
        position = newline + 1;
      } else {
        skipping = true;
      }
    }
    held = held.subarray(position);
    offset += position;
    if (records.length > 0) yield records;
  }
  const rest = skipping ? [{ fault: TOO_LARGE, end: offset + held.length }] : lastRecords(held, offset, quotes);
  if (rest.length > 0) yield rest;
}

/** What stands behind the last line break: a row without one, or the lines behind a quotation mark that never closed. */
function lastRecords(held: Buffer, offset: number, quotes: boolean): RawRecord[] {
  const records: RawRecord[] = [];
  let position = 0;
  while (position < held.length) {
    const end = recordEnd(held, position, quotes);
    if (end >= 0) {
      records.push({ text: textOf(held, position, end), end: offset + end });
      position = end;
      continue;
    }
    const newline = held.indexOf(LINE_FEED, position);
    const stop = newline < 0 ? held.length : newline + 1;
    const whole = !quotes || held.indexOf(QUOTE, position) < 0 || even(held, position, held.length);
    if (whole) {
      records.push({ text: textOf(held, position, held.length), end: offset + held.length });
      return records;
    }
    records.push({ fault: UNCLOSED, end: offset + stop });
    position = stop;
  }
  return records;
}

/** The index just behind the line break that ends the row, or -1 where it has not come yet. */
function recordEnd(bytes: Buffer, from: number, quotes: boolean): number {
  let newline = bytes.indexOf(LINE_FEED, from);
  if (!quotes) return newline + 1 || -1;
  let quote = bytes.indexOf(QUOTE, from);
  let open = false;
  while (newline >= 0) {
    while (quote >= 0 && quote < newline) {
      open = !open;
      quote = bytes.indexOf(QUOTE, quote + 1);
    }
    if (!open) return newline + 1;
    newline = bytes.indexOf(LINE_FEED, newline + 1);
  }
  return -1;
}

function even(bytes: Buffer, from: number, to: number): boolean {
  let count = 0;
  for (let index = bytes.indexOf(QUOTE, from); index >= 0 && index < to; index = bytes.indexOf(QUOTE, index + 1))
    count++;
  return count % 2 === 0;
}

function textOf(bytes: Buffer, from: number, end: number): string {
  let to = end;
  if (to > from && bytes[to - 1] === LINE_FEED) to--;
  if (to > from && bytes[to - 1] === CARRIAGE_RETURN) to--;
  return bytes.toString('utf8', from, to);
}
