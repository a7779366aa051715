import { decodeBase64Url, encodeBase64Url, isCanonical } from './base64url.ts';

/** Signs with the current key, verifies with any key that is still valid. Constant time is the signer's duty. */
export interface TokenSigner {
  sign(text: string): { readonly keyId: string; readonly mac: string };
  verify(text: string, keyId: string, mac: string): boolean;
}

export type TokenKind = 'click' | 'open' | 'unsubscribe';

/** What a public link stands for. The target of a click is in the campaign's frozen link table, never here. */
export interface Token {
  readonly kind: TokenKind;
  readonly campaignId: string;
  readonly customerId: string;
  /** Number in the link table; clicks only. */
  readonly link?: number;
  readonly keyId: string;
}

const LETTER: Readonly<Record<TokenKind, string>> = { click: 'c', open: 'o', unsubscribe: 'u' };
const KIND = new Map<string | undefined, TokenKind>([
  ['c', 'click'],
  ['o', 'open'],
  ['u', 'unsubscribe'],
]);
// Ids hold no control characters, so a line break cannot be part of one.
const SEPARATOR = '\n';
/** Longer than any token of a 128-character customer id; longer input is not looked at. */
const MAX_LENGTH = 1200;

/**
 * `<payload>.<key id>.<mac>`, URL-safe. Kind, campaign, customer and link are signed together, so no part can be
 * carried over to another token; the key id chooses the key and is thereby bound too.
 */
export function encodeToken(token: Omit<Token, 'keyId'>, signer: TokenSigner): string {
  const fields = [LETTER[token.kind], token.campaignId, token.customerId];
  if (token.link !== undefined) fields.push(String(token.link));
  const payload = encodeBase64Url(fields.join(SEPARATOR));
  const { keyId, mac } = signer.sign(payload);
  return `${payload}.${keyId}.${mac}`;
}

/** The token, or undefined for anything that was not signed exactly so by a key that is still valid. */
export function decodeToken(text: string, signer: TokenSigner): Token | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [payload, keyId, mac, ...more] = text.split('.');
  if (payload === undefined || keyId === undefined || mac === undefined || more.length > 0) return undefined;
  if (!isCanonical(mac) || !signer.verify(payload, keyId, mac)) return undefined;
  const [letter, campaignId, customerId, link, ...rest] = decodeBase64Url(payload)?.split(SEPARATOR) ?? [];
  const kind = KIND.get(letter);
  if (kind === undefined || !campaignId || !customerId || rest.length > 0) return undefined;
  if (kind !== 'click') return link === undefined ? { kind, campaignId, customerId, keyId } : undefined;
  if (link === undefined || !/^(?:0|[1-9]\d{0,4})$/.test(link)) return undefined;
  return { kind, campaignId, customerId, link: Number(link), keyId };
}
