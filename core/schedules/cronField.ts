export interface FieldRange {
  readonly from: number;
  readonly to: number;
  /** Lower-case names of the numbers from `from` on. */
  readonly names: readonly string[];
}

/** The numbers that one field of a cron expression means, sorted; or what is wrong with it. */
export function parseField(text: string, range: FieldRange): readonly number[] | string {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const numbers = parsePart(part, range);
    if (numbers === undefined) return `cannot be "${part}"`;
    for (const number of numbers) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
}

/** `*`, `5`, `1-5`, and with a step `*` + `/15` or `1-30/5`. */
function parsePart(part: string, range: FieldRange): number[] | undefined {
  const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d{1,2}))?$/.exec(part);
  if (!match) return undefined;
  const [, star, first = '', last, step] = match;
  const from = star === undefined ? numberOf(first, range) : range.from;
  // A weekday's 7 is another word for 0: counted in steps, it would be a Sunday too many.
  const all = range.names.length > 0 && range.from === 0 ? range.names.length - 1 : range.to;
  const to = star === undefined ? (last === undefined ? from : numberOf(last, range)) : all;
  const by = step === undefined ? 1 : Number(step);
  if (from === undefined || to === undefined || from > to || by < 1) return undefined;
  // Schedulers differ in what "5/15" and steps beyond the field mean.
  if (step !== undefined && ((star === undefined && last === undefined) || by > range.to)) return undefined;
  const numbers: number[] = [];
  for (let number = from; number <= to; number += by) numbers.push(number);
  return numbers;
}

function numberOf(text: string, { from, to, names }: FieldRange): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return from + named;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return number >= from && number <= to ? number : undefined;
}
