import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/**
 * Where alarms go, encrypted. It takes a key of our own, because CloudWatch may not use the one that AWS keeps for SNS:
 * alarms would fire and nobody would hear of them.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email?: string | undefined }) {
    super(scope, id);
    const here = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', { conditions: here });
    const masterKey = new Key(this, 'Key', {
      description: 'Encrypts the alarms of Peyk on their way',
      enableKeyRotation: true,
      // It keeps nothing that outlives a notification.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    masterKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'], // this key: a key's own policy names no other
      }),
    );
    this.topic = new Topic(this, 'Topic', { masterKey, enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({ principals: [cloudWatch], actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    if (email === undefined) return;
    this.topic.addSubscription(new EmailSubscription(email));
    acknowledge(this.topic, {
      'Serverless-SNSRedrivePolicy':
        'SNS repeats an e-mail itself, and an alarm that nobody got still stands in the console.',
    });
  }
}
