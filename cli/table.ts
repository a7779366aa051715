// A column is what a reader sees as one letter: combining marks and joiners take none.
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const width = (text: string): number => Array.from(LETTERS.segment(text)).length;

const pad = (text: string, columns: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, columns - width(text)));
  return right ? space + text : text + space;
};

/** Rows as aligned text. Columns whose every cell starts with a digit, sign or dash are aligned right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => /^[-+\d]/.test(row[column] ?? '')));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, numeric[column] ?? false))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((columns) => '-'.repeat(columns)).join('  '), ...rows.map(line)].join('\n');
}
