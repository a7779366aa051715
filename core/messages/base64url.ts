/** UTF-8 text as base64url without padding. */
export function encodeBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The inverse, or undefined for anything that `encodeBase64Url` does not give: one text has one encoding. */
export function decodeBase64Url(encoded: string): string | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(encoded) || encoded.length % 4 === 1) return undefined;
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return encodeBase64Url(text) === encoded ? text : undefined;
  } catch {
    return undefined;
  }
}

/** True for base64url whose unused last bits are zero, so that no other spelling stands for the same bytes. */
export function isCanonical(encoded: string): boolean {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded) || encoded.length % 4 === 1) return false;
  const again = btoa(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')));
  return again.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === encoded;
}
