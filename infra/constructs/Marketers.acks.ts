import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export function acknowledgeMarketers(pool: IConstruct): void {
  acknowledge(pool, {
    'AwsSolutions-COG2': 'A second factor is offered and never forced: a team decides with its own identity rules.',
    'AwsSolutions-COG8': 'The plus tier costs per user; nobody signs up by themselves, and sign-ins are few.',
  });
}
