import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export function acknowledgeData(imports: IConstruct, signingKey: IConstruct, addressKey: IConstruct): void {
  acknowledge(imports, {
    'AwsSolutions-S1':
      'Two functions reach it, and each import, upload and export is in the audit log, so a second log says no more.',
  });
  acknowledge(signingKey, {
    'AwsSolutions-SMG4': 'Rotating cuts off links in delivered mail, so it is done on purpose, by hand, with overlap.',
  });
  acknowledge(addressKey, {
    'AwsSolutions-SMG4': 'Of an erased person only the hash is left: under another key it would be forgotten.',
  });
}
