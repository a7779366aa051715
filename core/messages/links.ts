import { type FieldError, ValidationError } from '../shared/errors.ts';
import { linkTarget } from './linkTargets.ts';
import { beforeBodyEnd, ensureUnsubscribe } from './unsubscribe.ts';

export { ensureUnsubscribe } from './unsubscribe.ts';

/** Targets of a campaign; a link's number is its index. Frozen at launch, shared by its arms and languages. */
export type LinkTable = readonly string[];

const MAX_LINKS = 200;
const LINK_TAG = /<(a|area|v:[a-z]+)(?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;
const HREF = /(^|[\s"'/])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const ACTIVE = /<(script|base|iframe|object|embed|form|meta\s+http-equiv\s*=\s*["']?refresh)\b/i;
const TEXT_URL = /\bhttps?:\/\/[^\s<>"'\u2066-\u2069]+/gi;

const PIXEL =
  '<img src="{{links.open}}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0" />';

class Numbering {
  readonly links: string[];
  readonly errors: FieldError[] = [];

  constructor(table: LinkTable) {
    this.links = [...table];
  }

  /** What to write in place of a target: a slot for a counted link, the target itself where it is left alone. */
  placeholder(href: string, part: string): string {
    const target = linkTarget(href);
    switch (target.kind) {
      case 'leave':
        return href;
      case 'unsubscribe':
        return '{{links.unsubscribe}}';
      case 'refused':
        this.errors.push({ path: part, reason: target.reason });
        return href;
      case 'target': {
        const known = this.links.indexOf(target.url);
        if (known >= 0) return `{{links.c${known}}}`;
        this.links.push(target.url);
        return `{{links.c${this.links.length - 1}}}`;
      }
    }
  }
}

/** Sentence marks after an address belong to the sentence; a bracket only where it was not opened inside. */
function trimEnd(url: string): string {
  let end = url.length;
  while (end > 0) {
    const mark = url.charAt(end - 1);
    const sentence = '.,;:!?\u060c\u061b\u061f'.includes(mark) || (mark === ')' && !url.includes('('));
    if (!sentence) break;
    end -= 1;
  }
  return url.slice(0, end);
}

/**
 * Replaces the target of every link by the slot of its number, adds the unsubscribe footer where none was written,
 * and the open pixel. Numbers go on after `table`, equal targets share one. Throws ValidationError naming each
 * link that is not allowed, so nothing but http and https can ever be redirected to.
 */
export function rewriteLinks(
  html: string,
  text: string,
  options: { readonly table?: LinkTable; readonly language?: string } = {},
): { html: string; text: string; links: string[] } {
  const active = ACTIVE.exec(html)?.[1];
  if (active !== undefined)
    throw new ValidationError([{ path: 'html', reason: `<${active}> may not stand in a message` }]);
  const whole = ensureUnsubscribe({ html, text }, options.language ?? 'en');
  const numbering = new Numbering(options.table ?? []);

  const newHtml = whole.html.replace(LINK_TAG, (tag: string, name: string, attributes: string) => {
    const match = HREF.exec(attributes);
    if (!match) return tag;
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const rewritten = `${match[1] ?? ''}href="${numbering.placeholder(value, 'html').replaceAll('"', '&quot;')}"`;
    return `<${name}${attributes.replace(HREF, () => rewritten)}>`;
  });
  const newText = whole.text.replace(TEXT_URL, (found) => {
    const url = trimEnd(found);
    return numbering.placeholder(url, 'text') + found.slice(url.length);
  });

  if (numbering.errors.length > 0) throw new ValidationError(numbering.errors);
  if (numbering.links.length > MAX_LINKS)
    throw new ValidationError([{ path: 'html', reason: `has more than ${MAX_LINKS} different links` }]);
  return { html: beforeBodyEnd(newHtml, PIXEL), text: newText, links: numbering.links };
}
