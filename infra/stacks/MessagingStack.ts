import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { AppFunction } from '../constructs/AppFunction.ts';
import type { Backing } from '../constructs/Backing.ts';
import { QueueWithDlq } from '../constructs/QueueWithDlq.ts';
import { Sender } from '../constructs/Sender.ts';
import { FUNCTIONS } from '../functions.ts';
import { optionsOf } from '../options.ts';
import { acknowledgeMessaging } from './MessagingStack.acks.ts';

/** How messages leave, and how SES tells what became of them: configuration set -> EventBridge -> queue -> function. */
export class MessagingStack extends Stack {
  readonly backing: Backing;
  /** Name of the queue of SES events that were given up on. */
  readonly deadLetters: string;

  constructor(scope: Construct, id: string, { backing, ...props }: StackProps & { readonly backing: Backing }) {
    super(scope, id, props);
    const configurationSetName = `${backing.stage.prefix}campaigns`;
    const configurationSet = new ConfigurationSet(this, 'Campaigns', {
      configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      // Whatever became of a message proves that SES took it, so the event of sending, one more for each, is left out.
      // Opens and clicks are counted by our own links, which say who and where; SES would add its own redirect.
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });

    const { sender } = optionsOf(this.node);
    if (sender !== undefined) new Sender(this, 'Sender', { stage: backing.stage, sender, configurationSet });

    const consumer = new AppFunction(this, 'SesEvents', FUNCTIONS.sesEvents, backing);
    const events = new QueueWithDlq(this, 'SesEventQueue', {
      consumerTimeout: consumer.timeout,
      impact: 'Bounces and complaints are not taken in, so people who must not be mailed may be mailed again.',
      runbook: 'ses-events-are-not-taken-in',
    });
    this.deadLetters = events.dlq.queueName;
    consumer.lambda.addEventSource(
      new SqsEventSource(events.queue, {
        // Deliveries of a chunk that come together are one write: docs/scale.md.
        batchSize: 500,
        maxBatchingWindow: Duration.seconds(5),
        reportBatchItemFailures: true,
        maxConcurrency: 20,
      }),
    );
    new Rule(this, 'SesEventRule', {
      description: 'SES events of our configuration set',
      eventPattern: {
        source: ['aws.ses'],
        detailType: Match.prefix('Email '),
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
      },
      targets: [new SqsQueue(events.queue, { deadLetterQueue: events.dlq })],
    });
    this.backing = { ...backing, configurationSet: configurationSetName };
    acknowledgeMessaging(consumer);
  }
}
