import { createHash } from 'node:crypto';
import { recordWebhook } from '../../app/conversions/recordWebhook.ts';
import type { Deps } from '../../app/ports/deps.ts';
import { sourceSecretName } from '../../app/sources/sourceSecret.ts';
import { ValidationError } from '../../core/shared/errors.ts';
import { fieldErrors, MalformedBodyError } from '../http/problem.ts';
import { verifySignature } from './verifySignature.ts';
import { webhookRules, type Webhook } from './webhookRules.ts';

export type WebhookDependencies = Pick<Deps, 'stores' | 'clock' | 'signer' | 'secrets'>;

/** Takes one signed delivery of a source. Returns only after the durable write; throws what the caller is told. */
export async function receiveWebhook(
  deps: WebhookDependencies,
  source: string,
  headers: Headers,
  bytes: Uint8Array,
): Promise<void> {
  const secrets = await deps.secrets.get(sourceSecretName(source));
  const { id, text } = verifySignature({ headers, bytes, secrets, now: deps.clock() });
  const hash = createHash('sha256').update(text).digest('base64url');
  await recordWebhook(deps, parse(text), { source, id, hash });
}

function parse(text: string): Webhook {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new MalformedBodyError('the body is not valid JSON');
  }
  const parsed = webhookRules.safeParse(body);
  if (!parsed.success) throw new ValidationError(fieldErrors(parsed.error));
  return parsed.data;
}
