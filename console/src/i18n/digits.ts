/** Persian and Arabic digits and separators as ASCII, for whoever types with such a keyboard. */
export function toAscii(text: string): string {
  return text
    .replaceAll(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll('\u066b', '.')
    .replaceAll(/[\u066c\u00a0\u202f\u200e\u200f\u061c]/g, '')
    .replaceAll('\u2212', '-');
}

/** A number as people type it: any digits, `.`, `٫` or `,` before decimals, spaces between thousands. */
export function parseNumber(text: string): number | undefined {
  const plain = toAscii(text).replaceAll(' ', '').replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
