import { decodeEntities } from './entities.ts';

// All patterns stop at the next tag or have a bound, so that the time stays linear whatever the author wrote.
const UNSEEN: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<!doctype', '>'],
  ['<head', '</head>'],
  ['<style', '</style>'],
  ['<script', '</script>'],
  ['<title', '</title>'],
];

/** Cuts out everything from `open` to `close`, and to the end where it is never closed. */
function without(html: string, open: string, close: string): string {
  const lower = html.toLowerCase();
  let out = '';
  let rest = 0;
  for (let from = lower.indexOf(open); from >= 0; from = lower.indexOf(open, rest)) {
    out += html.slice(rest, from);
    const end = lower.indexOf(close, from + open.length);
    if (end < 0) return out;
    rest = end + close.length;
  }
  return out + html.slice(rest);
}

/** The preview line of a mail: for the inbox list, not for reading. */
const PREHEADER = /<div[^<>]*display:\s?none[^<>]*>[^<]*<\/div>/gi;
const BLOCK_END = /<\/(?:p|div|tr|table|h[1-6]|li|ul|ol|blockquote|section|figure)\s*>|<br\s*\/?>|<hr\b[^<>]*>/gi;
const LINK = /<a\b((?:[^<>"']|"[^"]*"|'[^']*')*)>([\s\S]{0,5000}?)<\/a\s*>/gi;
const IMAGE = /<img\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(attributes);
  return match?.[1] ?? match?.[2] ?? '';
}

const flat = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The plain-text part of a message made from its HTML: paragraphs as lines, list items with a dash, pictures as
 * their alternative text, links as `label <address>`. Merge fields pass through as they are.
 */
export function htmlToText(html: string): string {
  const marked = UNSEEN.reduce((rest, [open, close]) => without(rest, open, close), html)
    .replace(PREHEADER, '')
    .replace(/\s+/g, ' ')
    .replace(IMAGE, (_, attributes: string) => ` ${attribute(attributes, 'alt')} `)
    .replace(LINK, (_, attributes: string, label: string) => {
      const href = attribute(attributes, 'href');
      const text = flat(label);
      if (href === '') return text;
      return text === '' || text === href ? `&lt;${href}&gt;` : `${text} &lt;${href}&gt;`;
    })
    .replace(/<(?:p|h[1-6]|table|ul|ol)\b[^<>]*>/gi, '\n')
    .replace(/<li\b[^<>]*>/gi, '- ')
    .replace(/<\/(?:p|h[1-6]|table|ul|ol)\s*>/gi, '\n\n')
    .replace(BLOCK_END, '\n')
    .replace(/<[^<>]*>/g, ' ');
  return decodeEntities(marked)
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
