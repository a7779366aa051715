import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { SOURCE_SECRETS } from '../../names.ts';
import type { Stage } from '../stage.ts';
import { secretPrefix } from './Backing.ts';

/**
 * The secrets of all webhook sources, one map. It is made without a value, which functions give it: a value in the
 * template would be written again by an update that changes it, and every source would be locked out.
 */
export class SourceSecrets extends CfnSecret {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      name: secretPrefix(stage) + SOURCE_SECRETS,
      description: 'Verifies webhooks. Value: {<source>: {current, previous?, previousUntil?}}.',
    });
    this.applyRemovalPolicy(stage.removal);
  }
}
