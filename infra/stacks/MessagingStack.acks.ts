import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export function acknowledgeMessaging(consumer: IConstruct): void {
  acknowledge(consumer, {
    'Serverless-LambdaEventSourceMappingDestination':
      'A queue has no failure destination in Lambda; the queue itself moves what fails to its DLQ.',
  });
}
