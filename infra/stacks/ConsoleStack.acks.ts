import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { BucketDeployment } from 'aws-cdk-lib/aws-s3-deployment';
import type { IConstruct } from 'constructs';
import { acknowledge, spelled, wildcard } from '../acknowledge.ts';

interface Parts {
  readonly distribution: IConstruct;
  readonly logs: IConstruct;
  readonly deployment: BucketDeployment;
  readonly files: IBucket;
}

export function acknowledgeConsole({ distribution, logs, deployment, files }: Parts): void {
  acknowledge(distribution, {
    'AwsSolutions-CFR1': 'Marketers travel; nothing here is bound to a country.',
    'AwsSolutions-CFR2': 'Static files, and an API that throttles and checks every caller itself.',
    'AwsSolutions-CFR4': "CloudFront's own certificate fixes the protocol; a domain of your own brings TLS 1.2.",
  });
  acknowledge(logs, { 'AwsSolutions-S1': 'This is the bucket that logs go to.' });
  // The function that CDK brings to copy files while deploying stands beside its role, outside the deployment.
  acknowledge(deployment.handlerRole.node.scope ?? deployment, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]': CDK,
    'AwsSolutions-IAM5[Action::s3:GetObject*]': CDK,
    'AwsSolutions-IAM5[Action::s3:GetBucket*]': CDK,
    'AwsSolutions-IAM5[Action::s3:List*]': CDK,
    'AwsSolutions-IAM5[Action::s3:DeleteObject*]': CDK,
    'AwsSolutions-IAM5[Action::s3:Abort*]': CDK,
    'AwsSolutions-IAM5[Resource::*]':
      'CloudFront invalidations of a distribution that is not known to the function yet.',
    [wildcard('arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*')]: CDK,
    [wildcard(`${spelled(files, files.bucketArn)}/*`)]: CDK,
    'AwsSolutions-L1': CDK,
    'Serverless-LambdaLatestVersion': CDK,
    'Serverless-LambdaDLQ': 'CloudFormation calls it and waits for the answer.',
    'Serverless-LambdaTracing': 'It runs once a deployment.',
  });
}

const CDK = "Part of CDK's own BucketDeployment, which runs only while deploying and reads and writes these buckets.";
