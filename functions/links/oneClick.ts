import { mediaType, readBytes, WEBHOOK_CAP } from '../http/body.ts';

/** More than the one pair needs; what follows is not looked at. */
const FORM_BYTES = 4096;

/** The one pair as a part of a form in its other encoding. */
const PART = /name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/i;

/**
 * Whether a POST says `List-Unsubscribe=One-Click`, as mail services (RFC 8058) and our own page do, as a form of either
 * encoding. Anything else that posts to a link, a scanner say, means nothing by it.
 */
export async function isOneClick(request: Request): Promise<boolean> {
  const text = (await readBytes(request, WEBHOOK_CAP)).toString('utf8', 0, FORM_BYTES);
  if (mediaType(request) === 'multipart/form-data') return PART.test(text);
  return new URLSearchParams(text.trim()).get('List-Unsubscribe') === 'One-Click';
}
