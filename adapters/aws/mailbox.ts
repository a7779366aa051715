import { ValidationError } from '../../core/shared/errors.ts';

/** RFC 5322 mailbox for a From header: the name as a quoted string, or RFC 2047 encoded where it is not ASCII. */
export function mailbox({ name, email }: { readonly name?: string | undefined; readonly email: string }): string {
  refuseControls('from.email', email);
  if (name === undefined || name.trim() === '') return email;
  refuseControls('from.name', name);
  const ascii = /^[\u0020-\u007e]*$/.test(name);
  const phrase = ascii ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name);
  return `${phrase} <${email}>`;
}

// CR, LF or NUL here would start a header of the attacker's choice.
function refuseControls(path: string, text: string): void {
  if (/[\u0000-\u001f\u007f]/.test(text)) {
    throw new ValidationError([{ path, reason: 'must not contain control characters' }]);
  }
}

// An encoded word may be 75 characters: 45 bytes of text in base64 plus the frame. Never cut inside a character.
const MAX_BYTES = 45;

function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > MAX_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
