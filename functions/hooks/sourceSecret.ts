import { randomBytes } from 'node:crypto';

/** Under which name the secrets service keeps a source's secret. */
export function sourceSecretName(source: string): string {
  return `hooks/${source}`;
}

/** A new secret as Standard Webhooks writes it. */
export function newSourceSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
