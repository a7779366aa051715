import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export function acknowledgeData(imports: IConstruct, signingKey: IConstruct): void {
  acknowledge(imports, {
    'AwsSolutions-S1':
      'Two functions reach it and each import is a record in the Control table, so a second log says no more.',
  });
  acknowledge(signingKey, {
    'AwsSolutions-SMG4': 'Rotating cuts off links in delivered mail, so it is done on purpose, by hand, with overlap.',
  });
}
