import { Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { BLOB_FOLDERS, SECRETS } from '../../names.ts';
import { AppBucket } from '../constructs/AppBucket.ts';
import { AppTable } from '../constructs/AppTable.ts';
import { secretPrefix, type Backing } from '../constructs/Backing.ts';
import { SourceSecrets } from '../constructs/SourceSecrets.ts';
import type { Stage } from '../stage.ts';
import { acknowledgeData } from './DataStack.acks.ts';

/** What must outlive everything else: tables, uploaded files, keys, and the secrets of webhook sources. */
export class DataStack extends Stack {
  readonly backing: Backing;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const tables = {
      customers: new AppTable(this, 'customers', stage),
      activity: new AppTable(this, 'activity', stage),
      control: new AppTable(this, 'control', stage),
    };
    const keepDays = Object.fromEntries(Object.entries(BLOB_FOLDERS).map(([folder, days]) => [`${folder}/`, days]));
    const imports = new AppBucket(this, 'Imports', { stage, keepDays });
    const key = (id: string, name: string, description: string) =>
      new Secret(this, id, {
        description: `${description} Value: {current, previous?, previousUntil?}.`,
        secretName: secretPrefix(stage) + name,
        generateSecretString: {
          secretStringTemplate: '{}',
          generateStringKey: 'current',
          passwordLength: 64,
          excludePunctuation: true,
        },
        removalPolicy: stage.removal,
      });
    const signingKey = key('SigningKey', SECRETS.signing, 'Signs the links in messages.');
    const addressKey = key(
      'AddressKey',
      SECRETS.addresses,
      'Hashes addresses that must not be mailed. Never rotate it.',
    );
    const sources = new SourceSecrets(this, 'SourceSecrets', stage);
    const secrets = { signing: signingKey.secretArn, addresses: addressKey.secretArn, sources: sources.ref };
    this.backing = { stage, tables, imports, secrets };
    acknowledgeData({ imports, signingKey, addressKey, sources });
  }
}
