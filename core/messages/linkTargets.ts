import { decodeEntities } from './entities.ts';

export type LinkTarget =
  | { readonly kind: 'target'; readonly url: string }
  /** mailto: and tel: open another program; there is nothing to count. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): LinkTarget => ({ kind: 'refused', reason });

/** What a link in a message points at. Only absolute http(s) addresses without credentials may be redirected to. */
export function linkTarget(href: string): LinkTarget {
  const text = decodeEntities(href).trim();
  const shown = text.slice(0, 80);
  if (/^\{\{\s*(?:unsubscribeUrl|links\.unsubscribe)\s*\}\}$/.test(text)) return { kind: 'unsubscribe' };
  if (text.includes('{{')) return refused(`the link "${shown}" contains a merge field; targets are fixed at launch`);
  if (/^(?:mailto|tel):[^\u0000-\u0020]+$/i.test(text)) return { kind: 'leave' };
  if (!/^https?:\/\/[^\u0000-\u0020\u007f\\]+$/i.test(text) || !URL.canParse(text))
    return refused(`the link "${shown}" must be an absolute http or https address`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return refused(`the link "${shown}" must not contain a user name`);
  return url.href.length > 2000
    ? refused(`the link "${shown}" is longer than 2000 characters`)
    : { kind: 'target', url: url.href };
}
