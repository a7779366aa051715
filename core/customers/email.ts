export type NormalisedEmail =
  { readonly ok: true; readonly email: string } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): NormalisedEmail => ({ ok: false, reason });

/** RFC 5321 allows 256 octets for a path, angle brackets included. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;

/** RFC 5322 atext, lower-cased. No quoted local parts: no mail service gives them out, and many break on them. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one identity rule for addresses, used by every entry (API, files, webhooks): two spellings are the same address
 * when this makes the same text of them. Trimmed, NFC, lower-cased, the domain in its ASCII form. A plus tag and dots
 * are kept: they are part of the address everywhere but at a few providers.
 */
export function normaliseEmail(text: string): NormalisedEmail {
  if (text.length > 1000) return refuse(`must be at most ${LONGEST} characters`);
  const clean = text.trim().normalize('NFC').toLowerCase();
  if (clean === '') return refuse('must not be empty');
  if (/[\s\p{C}]/u.test(clean)) return refuse('must not contain spaces or control characters');
  if (clean.includes('"')) return refuse('must not contain quotes');
  const [local, domain, ...more] = clean.split('@');
  if (local === undefined || domain === undefined || more.length > 0) return refuse('must contain exactly one @');
  if (local === '') return refuse('must have a name before the @');
  // SES, as most services, does not deliver to names outside ASCII (SMTPUTF8).
  if (/[^\u0021-\u007e]/.test(local)) return refuse('must have only ASCII characters before the @');
  if (local.length > LONGEST_LOCAL) return refuse(`must have at most ${LONGEST_LOCAL} characters before the @`);
  if (!LOCAL.test(local)) return refuse('must be a valid address before the @');
  const ascii = asciiDomain(domain);
  if (ascii === undefined) return refuse('must have a valid domain after the @');
  const email = `${local}@${ascii}`;
  return email.length > LONGEST ? refuse(`must be at most ${LONGEST} characters`) : { ok: true, email };
}

function asciiDomain(domain: string): string | undefined {
  // Letters, digits, marks and hyphens only: what else a URL would accept (escapes, ports) is no mail domain.
  if (!/^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)+$/u.test(domain)) return undefined;
  const ascii = /[^a-z0-9.-]/.test(domain) ? toAscii(domain) : domain;
  if (ascii === undefined || ascii.length > 253) return undefined;
  const labels = ascii.split('.');
  if (!labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1) ?? '')) return undefined;
  return ascii;
}

/** IDNA, as URLs do it. */
function toAscii(domain: string): string | undefined {
  const url = URL.parse(`http://${domain}/`);
  return url?.hostname;
}
