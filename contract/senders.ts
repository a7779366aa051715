import * as z from 'zod';

/** A text that stands in a mail header: CR, LF and NUL would start a header of their own. */
export const singleLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, 'must not contain line breaks or control characters');

const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Stricter than customers' addresses: it is an identity that was verified with SES, so ASCII (an international domain
 * in its xn-- form) and nothing quoted.
 */
const senderAddress = z
  .string()
  .trim()
  .max(254, { error: 'must be at most 254 characters', abort: true })
  .regex(ADDRESS, 'must be an e-mail address such as shop@example.com');

/** Who a message is from. The name may be in any script. */
export const newSenderSchema = z.strictObject({ name: singleLine(128), email: senderAddress });

export const senderSchema = z.object({ name: z.string(), email: z.string() });
