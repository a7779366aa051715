/** Why a text may not stand in a mail header, or undefined. CR, LF and NUL would start a header of their own. */
export function singleLineProblem(text: string): string | undefined {
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
    ? 'must not contain line breaks or control characters'
    : undefined;
}

const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Why an address may not be the sender, or undefined. Stricter than for customers: it is an identity that was
 * verified with SES, so ASCII (an international domain in its xn-- form) and nothing quoted.
 */
export function senderAddressProblem(address: string): string | undefined {
  if (address.length > 254) return 'must be at most 254 characters';
  return ADDRESS.test(address) ? undefined : 'must be an e-mail address such as shop@example.com';
}
