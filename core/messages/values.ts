import type { Mode } from './nodes.ts';

const FSI = '\u2068';
const PDI = '\u2069';
/** Strong right-to-left letters: Hebrew, Arabic and its forms, Syriac, Thaana, N'Ko, and beyond. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Embeddings, overrides and isolates: in a name they would turn the text around it. Joiners and marks may stay. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
const LINE_BREAKS = /[\t\n\r\u2028\u2029]+/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
  // A value that spells a slot must not become one in a renderer that looks twice.
  '{': '&#123;',
};

export const hasRtl = (text: string): boolean => RTL.test(text);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`={]/g, (character) => ENTITIES[character] ?? character);
}

/** A merge value as text. Lists are joined; maps and functions have no text. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .join(', ');
  return '';
}

/**
 * Writes a value for its place. It is isolated where either side is right to left, so that "علی John" in an English
 * line, or "John!" in a Persian one, cannot reorder its neighbours; a Latin name in a Latin line stays bare.
 */
export function writeValue(value: unknown, mode: Mode, rtlTemplate: boolean): string {
  const raw = asText(value).normalize('NFC').replace(BIDI_CONTROLS, '').replace(CONTROLS, '');
  if (raw === '') return '';
  const isolate = rtlTemplate || hasRtl(raw);
  switch (mode) {
    case 'html':
      return isolate ? `<bdi>${escapeHtml(raw)}</bdi>` : escapeHtml(raw);
    case 'attribute':
      return escapeHtml(raw.replace(LINE_BREAKS, ' '));
    case 'subject':
    case 'text': {
      // A subject is a header, and a line break in the text part could fake a line of ours.
      const line = raw.replace(LINE_BREAKS, ' ').replaceAll('{{', '{\u2060{');
      return isolate ? `${FSI}${line}${PDI}` : line;
    }
    case 'url':
      // Only our own links come here: base address and token, nothing that could leave an attribute.
      return /^https?:\/\/[^\s"'<>`{}\\]+$/.test(raw) ? raw : '';
  }
}
