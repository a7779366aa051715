import type { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

interface Parts {
  readonly imports: IConstruct;
  readonly signingKey: IConstruct;
  readonly addressKey: IConstruct;
  readonly sources: IConstruct;
}

export function acknowledgeData({ imports, signingKey, addressKey, sources }: Parts): void {
  acknowledge(imports, {
    'AwsSolutions-S1':
      'Two functions reach it, and each import, upload and export is in the audit log, so a second log says no more.',
  });
  acknowledge(signingKey, {
    'AwsSolutions-SMG4':
      'Rotating ends links in delivered mail, so it is done on purpose: POST /signing-key/rotate, with overlap.',
  });
  acknowledge(addressKey, {
    'AwsSolutions-SMG4': 'Of an erased person only the hash is left: under another key it would be forgotten.',
  });
  acknowledge(sources, {
    'AwsSolutions-SMG4': 'Each is shared with a system of somebody else: POST /sources/{name}/rotate, with overlap.',
  });
}
