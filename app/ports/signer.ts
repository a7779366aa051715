/** Keyed signatures for tokens: HMAC-SHA256 cut to 16 bytes, base64url. Keys are loaded before it is handed out. */
export interface Signer {
  sign(text: string): { readonly keyId: string; readonly mac: string };
  /** Constant time; false for an unknown key. */
  verify(text: string, keyId: string, mac: string): boolean;
  /** By what an address is remembered that must not be mailed. Its key is its own and never rotates. */
  hashAddress(email: string): string;
}
