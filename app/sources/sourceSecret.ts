import { randomBytes } from 'node:crypto';
import { SOURCE_SECRETS } from '../../names.ts';

/** Under which name the secrets service keeps a source's secret. */
export function sourceSecretName(source: string): string {
  return `${SOURCE_SECRETS}/${source}`;
}

/** A new secret as Standard Webhooks writes it. */
export function newSourceSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
