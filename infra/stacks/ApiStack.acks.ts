import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export function acknowledgeApi(api: IConstruct): void {
  acknowledge(api, {
    'AwsSolutions-APIG4':
      'Open routes carry their own proof: a webhook its signature, a link its signed token, and behind /service the function demands a service token. /health and /openapi.json tell nothing about anybody. All of /api needs a JWT of the user pool.',
  });
}
