import { randomBytes } from 'node:crypto';
import type { IdSource } from '../../core/shared/ids.ts';

// Crockford's base 32 in lower case: sorts as it counts, no i l o u to misread.
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 9; // 45 bits of ms: until the year 3084
const RANDOM_DIGITS = 12; // 60 bits

/**
 * Ids like `cmp_1jq3x8k9s5d7...` that sort by creation: 9 digits of time, 12 of chance, counting up within one
 * millisecond and while the clock runs backwards. `cmp_` and 21 characters of [a-z0-9].
 */
export function createIds(clock: () => number, random: (bytes: number) => Uint8Array = randomBytes): IdSource {
  let lastAt = 0;
  let tail = 0n;
  return (prefix) => {
    const now = clock();
    if (now > lastAt) {
      lastAt = now;
      // The top bit stays free, so that counting up within a millisecond cannot overflow.
      tail = random(8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & ((1n << 59n) - 1n);
    } else {
      tail += 1n;
    }
    return `${prefix}_${digits(BigInt(lastAt), TIME_DIGITS)}${digits(tail, RANDOM_DIGITS)}`;
  };
}

function digits(value: bigint, count: number): string {
  let text = '';
  for (let rest = value, index = 0; index < count; index++, rest >>= 5n)
    text = (DIGITS[Number(rest & 31n)] ?? '') + text;
  return text;
}
