import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { AppLogGroup } from './AppLogGroup.ts';

export interface AppBucketProps extends Pick<
  BucketProps,
  'serverAccessLogsBucket' | 'serverAccessLogsPrefix' | 'objectOwnership'
> {
  readonly stage: Stage;
  /** Objects are deleted after so many days, those below a prefix by its own number; never when left out. */
  readonly keepDays?: number | Readonly<Record<string, number>>;
}

/** A private, encrypted bucket that is reached over TLS only. Abandoned uploads are cleared, so they cost nothing. */
export class AppBucket extends Bucket {
  // IBucket has it absent or boolean; the class lets it be undefined too, and so would be no IBucket.
  override get isWebsite(): boolean {
    return false;
  }

  constructor(scope: Construct, id: string, { stage, keepDays, ...rest }: AppBucketProps) {
    super(scope, id, {
      ...rest,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.removal,
      autoDeleteObjects: !stage.keepsState,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }, ...rulesFor(keepDays)],
    });
    if (!stage.keepsState) keepLogsOfEmptier(this, stage);
  }
}

function rulesFor(keepDays: AppBucketProps['keepDays']): LifecycleRule[] {
  if (keepDays === undefined) return [];
  if (typeof keepDays === 'number') return [{ expiration: Duration.days(keepDays) }];
  return Object.entries(keepDays).map(([prefix, days]) => ({ prefix, expiration: Duration.days(days) }));
}

/** The function with which CDK empties a bucket before it is removed would leave its log group behind, for ever. */
function keepLogsOfEmptier(bucket: Bucket, stage: Stage): void {
  const stack = Stack.of(bucket);
  if (stack.node.tryFindChild('EmptierLogs')) return;
  const emptier = stack.node
    .tryFindChild('Custom::S3AutoDeleteObjectsCustomResourceProvider')
    ?.node.tryFindChild('Handler');
  if (!emptier || !CfnResource.isCfnResource(emptier)) throw new Error('CDK empties buckets in another way now');
  emptier.addPropertyOverride('LoggingConfig.LogGroup', new AppLogGroup(stack, 'EmptierLogs', stage).logGroupName);
}
