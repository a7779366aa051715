import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { givenTemplates, resourcesOf } from './support.ts';

const templates = givenTemplates();
const { messaging } = templates;

describe('SES events', () => {
  it('go to the default bus, and only those of our configuration set to our queue', () => {
    messaging.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { EventBridgeDestination: Match.anyValue(), Enabled: true },
    });
    messaging.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        'detail-type': [{ prefix: 'Email ' }],
        detail: { mail: { tags: { 'ses:configuration-set': ['peyk-dev-campaigns'] } } },
      },
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  it('are read in batches that fail one message at a time', () => {
    messaging.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BatchSize: 500,
    });
  });

  it('leave over TLS only, and bounced or complaining addresses not at all', () => {
    messaging.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });
});

describe('queues', () => {
  const queues = resourcesOf(templates, 'AWS::SQS::Queue');
  const isDlq = (id: string) => id.includes('Dlq');

  it('each have a dead-letter queue with an alarm that links the runbook', () => {
    const sources = queues.filter(([id]) => !isDlq(id));
    expect(sources.length).toBeGreaterThan(0);
    for (const [, { Properties }] of sources) expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    const alarms = resourcesOf(templates, 'AWS::CloudWatch::Alarm').filter(([id]) => isDlq(id));
    expect(alarms).toHaveLength(queues.filter(([id]) => isDlq(id)).length);
  });

  it('are encrypted, and hide a message for six times as long as its reader may take', () => {
    const timeout = resourcesOf({ messaging }, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties.Timeout);
    for (const [id, { Properties }] of queues) {
      expect(Properties.SqsManagedSseEnabled).toBe(true);
      if (!isDlq(id)) expect(Properties.VisibilityTimeout).toBe(timeout[0] * 6);
    }
  });
});

describe('alarms', () => {
  it('say what is at stake and where to read what to do', () => {
    for (const [id, { Properties }] of resourcesOf(templates, 'AWS::CloudWatch::Alarm')) {
      expect(Properties.AlarmDescription).toMatch(/^.{20,} What to do: docs\/runbook\.md#[a-z-]+$/);
      // Only the refresh is due whether or not anything happens.
      const due = id.includes('RefreshLate');
      expect(Properties.TreatMissingData, id).toBe(due ? 'breaching' : 'notBreaching');
    }
  });
});
