/**
 * Text as `contains`, `startsWith` and `endsWith` compare it: what a person would call the same letters. Case, Arabic
 * and Persian yeh, kaf and heh, digits of both, zero-width joiners, vowel signs and presentation forms make no
 * difference. Plain lower-case ASCII, the common case, comes back as it is.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .toLowerCase()
    .replace(VARIANTS, (letter) => SAME[letter] ?? digit(letter))
    .normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

// Zero-width and direction marks, soft hyphen, tatweel, Arabic vowel signs (madda and hamza above, U+0653-0655, are letters).
const UNSEEN = /[\u00ad\u0640\u064b-\u0652\u0656-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const SAME: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ß: 'ss',
  ς: 'σ',
};

const VARIANTS = /[يىكةۀەßς\u0660-\u0669\u06f0-\u06f9]/g;

function digit(letter: string): string {
  return String(letter.charCodeAt(0) & 0xf);
}
