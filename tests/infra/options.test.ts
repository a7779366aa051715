import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import settings from '../../cdk.json' with { type: 'json' };
import { buildPeyk } from '../../infra/peyk.ts';
import type { Loose } from './support.ts';

const CERTIFICATE = 'arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';

function given(context: Record<string, string>) {
  const { api, messaging } = buildPeyk(new App({ context: { ...settings.context, bundle: 'false', ...context } }));
  return { api: Template.fromStack(api), messaging: Template.fromStack(messaging) };
}

describe('the options of a deployment', () => {
  it('adds neither an identity nor a domain when none is named', () => {
    const { api, messaging } = given({});
    messaging.resourceCountIs('AWS::SES::EmailIdentity', 0);
    api.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });

  it('asks SES to verify a domain, and says which records prove it', () => {
    const { messaging } = given({ sender: 'news.example.com' });
    messaging.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'news.example.com' });
    expect(Object.keys(messaging.findOutputs('*')).filter((name) => name.startsWith('SenderDkim'))).toHaveLength(3);
  });

  it('asks SES to verify a single address', () => {
    const { messaging } = given({ sender: 'hello@example.com' });
    messaging.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'hello@example.com' });
  });

  it('keeps the identity of prod when the stack is removed', () => {
    const { messaging } = given({ sender: 'news.example.com', stage: 'prod' });
    messaging.hasResource('AWS::SES::EmailIdentity', { DeletionPolicy: 'Retain' });
  });

  it('serves the API under a domain, and writes links with it', () => {
    const { api } = given({ domain: 'peyk.example.com', certificate: CERTIFICATE });
    api.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: 'peyk.example.com' });
    api.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    const functions: Loose[] = Object.values(api.findResources('AWS::Lambda::Function'));
    for (const { Properties } of functions)
      expect(Properties.Environment.Variables.PEYK_BASE_URL).toBe('https://peyk.example.com');
  });

  it.each([
    [{ sender: 'not a host' }, '"sender"'],
    [{ domain: 'peyk.example.com' }, 'go together'],
    [{ certificate: CERTIFICATE }, 'go together'],
    [{ domain: 'https://peyk.example.com', certificate: CERTIFICATE }, '"domain"'],
    [{ domain: 'peyk.example.com', certificate: 'arn:aws:iam::1:x' }, '"certificate"'],
    [{ stage: 'test' }, '"stage"'],
  ])('refuses %o before anything is deployed', (context, name) => {
    expect(() => given(context)).toThrow(name);
  });

  it.each(['dev', 'prod'])('tags every resource of %s that can be tagged', (stage) => {
    const app = new App({ context: { ...settings.context, bundle: 'false', stage } });
    for (const stack of Object.values(buildPeyk(app))) {
      const resources: [string, Loose][] = Object.entries(Template.fromStack(stack).toJSON()['Resources']);
      for (const [id, { Type, Properties }] of resources) {
        const type: string = Type;
        // CDK writes the function that empties buckets by itself, without tags.
        if (!TAGGED.has(type) || id.startsWith('CustomS3AutoDeleteObjects')) continue;
        const tags = JSON.stringify(Properties.Tags ?? Properties.UserPoolTags ?? '');
        expect(tags, `${id} (${type})`).toMatch(new RegExp(`project.*peyk.*stage.*${stage}`));
      }
    }
  });
});

const TAGGED = new Set([
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
  'AWS::SQS::Queue',
  'AWS::ApiGatewayV2::Api',
  'AWS::Cognito::UserPool',
  'AWS::CloudFront::Distribution',
  'AWS::SES::ConfigurationSet',
  'AWS::Logs::LogGroup',
]);
