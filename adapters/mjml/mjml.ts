import { htmlToText } from '../../core/messages/htmlToText.ts';
import { parseTemplate } from '../../core/messages/parseTemplate.ts';
import { type FieldError, TooLargeError, UnavailableError, ValidationError } from '../../core/shared/errors.ts';

/** Bytes of MJML in, and of HTML out. Clients cut a message off near 100 KB. */
const CAP = 200_000;
/** 1,300 sections take about 0.2 s; the cap on tags is what bounds the time, for the compiler cannot be interrupted. */
const MAX_TAGS = 5_000;
/** The compiler's parser is quadratic in stray angle brackets: 20,000 cost 0.1 s, 200,000 six seconds. */
const MAX_BRACKETS = 20_000;
const TIME_LIMIT_MS = 5_000;
const RTL_LANGUAGES = new Set(['ar', 'fa', 'he', 'ur']);

const TAG = /<(\/?)(mjml|mj-[a-z-]+)\b((?:"[^"]*"|'[^']*'|[^<>"'])*)>/gi;

const invalid = (errors: readonly FieldError[]) => new ValidationError(errors);
const lineOf = (source: string, index: number): number => source.slice(0, index).split('\n').length;
const atLine = (line: number, reason: string): FieldError => ({ path: 'mjml', reason: `line ${line}: ${reason}` });

/** The source with its comments blanked, so that positions stay. A search per comment, so the time is linear. */
function withoutComments(source: string): string {
  let rest = 0;
  let out = '';
  for (let from = source.indexOf('<!--'); from >= 0; from = source.indexOf('<!--', rest)) {
    const end = source.indexOf('-->', from + 4);
    if (end < 0) throw invalid([atLine(lineOf(source, from), 'the comment is never closed')]);
    out += source.slice(rest, from) + source.slice(from, end + 3).replace(/[^\n]/g, ' ');
    rest = end + 3;
  }
  return out + source.slice(rest);
}

/** The compiler repairs unclosed elements in silence, and what they held goes missing; so they are found here. */
function assertStructure(source: string): void {
  const open: { name: string; index: number }[] = [];
  let tags = 0;
  for (const match of withoutComments(source).matchAll(TAG)) {
    const [, closing, tag = '', attributes = ''] = match;
    tags += 1;
    const name = tag.toLowerCase();
    const fault = (reason: string) => invalid([atLine(lineOf(source, match.index), reason)]);
    if (name === 'mj-include') throw fault('mj-include is not available: a template stands for itself');
    if (tags > MAX_TAGS) throw new TooLargeError(`mjml has more than ${MAX_TAGS} elements`);
    if (closing === '/') {
      const last = open.pop();
      const closes = last ? `<${last.name}> of line ${lineOf(source, last.index)}` : 'nothing';
      if (last?.name !== name) throw fault(`</${name}> closes ${closes}`);
    } else if (!attributes.trimEnd().endsWith('/')) open.push({ name, index: match.index });
  }
  const last = open.at(-1);
  if (last) throw invalid([atLine(lineOf(source, last.index), `<${last.name}> is never closed`)]);
}

/** Names the language and direction on the root, so that screen readers and bidi start right. */
function withLanguage(source: string, language: string): string {
  const direction = RTL_LANGUAGES.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
  return source.replace(/<mjml\b([^>]*)>/i, (_, attributes: string) => {
    const lang = /\blang\s*=/.test(attributes) ? '' : ` lang="${language}"`;
    const dir = /\bdir\s*=/.test(attributes) ? '' : ` dir="${direction}"`;
    return `<mjml${attributes}${lang}${dir}>`;
  });
}

async function render(source: string): Promise<string> {
  // Loaded on first use: the compiler is larger than all the rest, and only saving a template needs it.
  const { default: mjml2html } = await import('mjml');
  try {
    const { html, errors } = await mjml2html(source, { validationLevel: 'soft', keepComments: false });
    if (errors.length > 0) throw invalid(errors.map((error) => atLine(error.line, error.message)));
    return html;
  } catch (error) {
    if (error instanceof ValidationError) throw error;
    throw invalid([{ path: 'mjml', reason: error instanceof Error ? error.message : 'cannot be compiled' }]);
  }
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError(`the template took longer than ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Compiles MJML with merge fields to HTML (merge fields untouched) and the plain-text part made from it. `language`
 * sets lang and dir where the source has none. Throws ValidationError with the line of the issue, TooLargeError
 * over 200 KB either way.
 */
export async function compileMjml(
  source: string,
  options: { readonly language?: string; readonly timeLimitMs?: number } = {},
): Promise<{ html: string; text: string }> {
  if (typeof source !== 'string') throw invalid([{ path: 'mjml', reason: 'must be text' }]);
  if (Buffer.byteLength(source) > CAP) throw new TooLargeError(`mjml is larger than ${CAP} bytes`);
  if (source.split('<').length > MAX_BRACKETS)
    throw new TooLargeError(`mjml has more than ${MAX_BRACKETS} < characters`);
  if (!/<mjml\b/i.test(source)) throw invalid([atLine(1, 'must be enclosed in <mjml> and </mjml>')]);
  parseTemplate(source, 'mjml');
  assertStructure(source);
  const language = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(options.language ?? '') ? options.language : undefined;
  const whole = language === undefined ? source : withLanguage(source, language);
  const compiled = await within(render(whole), options.timeLimitMs ?? TIME_LIMIT_MS);
  // Indentation is a third of the output, and SES carries it in every call.
  const html = compiled
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  if (Buffer.byteLength(html) > CAP) throw new TooLargeError(`the compiled HTML is larger than ${CAP} bytes`);
  return { html, text: htmlToText(html) };
}
