import type { Construct } from 'constructs';
import { acknowledge, arnOf, wildcard } from '../acknowledge.ts';

export function acknowledgeStateMachine(machine: Construct, name: string): void {
  const children = 'The children of its own distributed maps; Step Functions names them.';
  acknowledge(machine, {
    'AwsSolutions-IAM5[Resource::*]': 'X-Ray and the delivery of logs take no resources.',
    [wildcard(arnOf('states', `execution:${name}/*`))]: children,
    [wildcard(arnOf('states', `execution:${name}:*`))]: children,
  });
}
