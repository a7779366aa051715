import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { AlarmWithRunbook } from './AlarmWithRunbook.ts';

export interface QueueWithDlqProps {
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
  /** What it means when messages end in the DLQ. */
  readonly impact: string;
  readonly runbook: string;
}

const encrypted = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/** A queue that gives up on a message after 5 tries, keeps it 14 days for a redrive, and says so. */
export class QueueWithDlq extends Construct {
  readonly queue: Queue;
  readonly dlq: Queue;

  constructor(scope: Construct, id: string, { consumerTimeout, impact, runbook }: QueueWithDlqProps) {
    super(scope, id);
    this.dlq = new Queue(this, 'Dlq', { ...encrypted, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...encrypted,
      // Six times the consumer's timeout, as Lambda asks: a slow batch must not be handed out twice.
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.dlq, maxReceiveCount: 5 },
    });
    new AlarmWithRunbook(this, 'DlqAlarm', {
      metric: this.dlq.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      above: 0,
      impact,
      runbook,
    });
    acknowledge(this.dlq, {
      'AwsSolutions-SQS3': 'This is the dead-letter queue.',
      'Serverless-SQSRedrivePolicy': 'This is the dead-letter queue.',
    });
  }
}
