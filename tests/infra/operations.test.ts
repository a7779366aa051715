import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import settings from '../../cdk.json' with { type: 'json' };
import { metrics } from '../../app/shared/metrics.ts';
import { buildPeyk } from '../../infra/peyk.ts';
import { givenTemplates, resourcesOf, type Loose } from './support.ts';

const dev = givenTemplates('dev');

/** Every template, with those that only some contexts have. */
function synthesised(context: Record<string, string>): Record<string, Template> {
  const app = new App({ context: { ...settings.context, bundle: 'false', ...context } });
  buildPeyk(app);
  return Object.fromEntries(app.synth().stacks.map((stack) => [stack.stackName, Template.fromJSON(stack.template)]));
}

describe('alarms', () => {
  it('watch sending, halts, webhooks, refreshes, workflows, dead letters and every table', () => {
    const anchors = resourcesOf(dev, 'AWS::CloudWatch::Alarm').map(
      ([, { Properties }]) => /#([\w-]+)$/.exec(Properties.AlarmDescription)?.[1],
    );
    expect(anchors.sort()).toEqual([
      'campaign-failed',
      'campaign-halted',
      'import-failed',
      'refresh-late',
      'requests-fail',
      'segment-refresh-failed',
      'send-stalled',
      'ses-events-are-not-taken-in',
      'tables-are-throttled',
      'tables-are-throttled',
      'tables-are-throttled',
      'webhooks-conflict',
      'webhooks-fail',
    ]);
  });

  it('count a refresh that was never started as late, and silence as good news otherwise', () => {
    const alarms = resourcesOf(dev, 'AWS::CloudWatch::Alarm');
    const breaching = alarms.filter(([, { Properties }]) => Properties.TreatMissingData === 'breaching');
    expect(breaching.map(([id]) => id)).toEqual([expect.stringContaining('RefreshLate')]);
  });

  it('take only a refresh that was finished for one, not a start that was left out', () => {
    const [, late] = resourcesOf(dev, 'AWS::CloudWatch::Alarm').find(([id]) => id.includes('RefreshLate'))!;
    expect(JSON.stringify(late.Properties.Metrics)).toContain('"RefreshSeconds"');
  });

  it('read metrics of ours only by names that functions write', () => {
    const text = JSON.stringify(dev.operations.toJSON());
    const read = [...text.matchAll(/\\?"Peyk\\?",\\?"(\w+)\\?"|"MetricName":"(\w+)","Namespace":"Peyk"/g)];
    const names = read.map(([, onDashboard, inAlarm]) => onDashboard ?? inAlarm ?? '');
    expect(new Set(names).size).toBeGreaterThan(8);
    for (const name of names) expect(JSON.stringify(metrics({ [name]: 1 }, 0))).toContain(`"Name":"${name}"`);
  });
});

describe('the topic of alarms', () => {
  const prod = synthesised({ stage: 'prod', alarmEmail: 'ops@example.com' });

  it('hears every alarm of every stack, and its end', () => {
    const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(10);
    for (const [id, { Properties }] of alarms) {
      expect(Properties.AlarmActions, id).toHaveLength(1);
      expect(Properties.OKActions, id).toEqual(Properties.AlarmActions);
    }
  });

  it('is encrypted with a rotating key that CloudWatch may use, and reached over TLS only', () => {
    const alerts = prod['peyk-prod-alerts']!;
    alerts.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    const [topic] = Object.values(alerts.findResources('AWS::SNS::Topic')) as Loose[];
    expect(topic.Properties.KmsMasterKeyId).toBeDefined();
    const policies = JSON.stringify(alerts.findResources('AWS::SNS::TopicPolicy'));
    expect(policies).toContain('aws:SecureTransport');
    expect(policies).toContain('cloudwatch.amazonaws.com');
    alerts.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  });

  it('is there in prod without an address too, and in dev only with one, for its key is paid by the month', () => {
    const withTopic = (context: Record<string, string>) =>
      Object.keys(synthesised(context)).some((name) => name.endsWith('-alerts'));
    expect(withTopic({ stage: 'prod' })).toBe(true);
    expect(withTopic({ stage: 'dev' })).toBe(false);
    expect(withTopic({ stage: 'dev', alarmEmail: 'ops@example.com' })).toBe(true);
  });
});

describe('at rest', () => {
  const prod = synthesised({ stage: 'prod' });

  it('every queue and table is encrypted, and every log is given up in the end', () => {
    for (const [id, { Properties }] of resourcesOf(prod, 'AWS::SQS::Queue'))
      expect(Properties.SqsManagedSseEnabled, id).toBe(true);
    for (const [id, { Properties }] of resourcesOf(prod, 'AWS::DynamoDB::Table'))
      expect(Properties.SSESpecification.SSEEnabled, id).toBe(true);
    for (const [id, { Properties }] of resourcesOf(prod, 'AWS::Logs::LogGroup'))
      expect(Properties.RetentionInDays, id).toBe(90);
  });

  it('every function writes to a log group of the stack, none to one that Lambda makes and keeps forever', () => {
    const silent = resourcesOf(prod, 'AWS::Lambda::Function').filter(
      ([, fn]) => !fn.Properties.LoggingConfig?.LogGroup,
    );
    expect(silent.map(([id]) => id).filter((id) => !id.includes('CustomS3AutoDelete'))).toEqual([]);
  });
});
