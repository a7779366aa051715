import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import settings from '../../cdk.json' with { type: 'json' };
import { buildPeyk } from '../../infra/peyk.ts';
import { resourcesOf, type Loose } from './support.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';

function given(context: Record<string, string> = {}) {
  const { api, console } = buildPeyk(new App({ context: { ...settings.context, bundle: 'false', ...context } }));
  const templates = { api: Template.fromStack(api), console: Template.fromStack(console) };
  const all = (type: string): Loose[] => resourcesOf(templates, type).map(([, { Properties }]) => Properties);
  return { ...templates, all, one: (type: string): Loose => all(type)[0] };
}

/** A property as text, with what CloudFormation fills in as `<id>`. */
function textOf(value: Loose): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(textOf).join(value['Fn::Join'][0]);
  return `<${JSON.stringify(value)
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()}>`;
}

const bare = given();
const client = bare.all('AWS::Cognito::UserPoolClient').find(({ CallbackURLs }) => CallbackURLs);
const named = (text: string): string =>
  text.replaceAll(/<Fn GetAtt Distribution\w* ?\w* ?\w* DomainName>/g, '<console>');

describe('signing in', () => {
  it('has a sign-in page of its own, whose name nobody else can have taken', () => {
    const { Domain, ManagedLoginVersion } = bare.one('AWS::Cognito::UserPoolDomain');
    expect(textOf(Domain)).toMatch(/^peyk-dev-<.*AWS StackId.*>$/);
    expect(ManagedLoginVersion).toBe(2);
    const { Domain: chosen } = given({ signInPrefix: 'acme-peyk' }).one('AWS::Cognito::UserPoolDomain');
    expect(chosen).toBe('acme-peyk');
    expect(bare.all('AWS::Cognito::ManagedLoginBranding')).toMatchObject([{ UseCognitoProvidedValues: true }]);
  });

  it('is by authorization code alone, without a secret, and comes back to the console only', () => {
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email'],
      GenerateSecret: false,
      SupportedIdentityProviders: ['COGNITO'],
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    });
    expect(client.CallbackURLs.map(textOf).map(named)).toEqual(['https://<console>/']);
    expect(client.LogoutURLs.map(textOf).map(named)).toEqual(['https://<console>/signed-out']);
  });

  it('lasts an hour without a renewal at hand, half a day with one, and takes a refresh token once', () => {
    expect(client).toMatchObject({
      IdTokenValidity: 60,
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    });
  });

  it('is what the API asks for: its authorizer trusts the pool, for the console and for programs', () => {
    const { AuthorizerType, IdentitySource, JwtConfiguration } = bare.one('AWS::ApiGatewayV2::Authorizer');
    expect({ AuthorizerType, IdentitySource }).toEqual({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
    });
    expect(textOf(JwtConfiguration.Issuer)).toMatch(
      /^https:\/\/cognito-idp\.<Ref AWS Region>\.amazonaws\.com\/<.*MarketersPool.*>$/,
    );
    expect(JwtConfiguration.Audience.map(textOf)).toEqual([
      expect.stringContaining('MarketersClient'),
      expect.stringMatching(/^<Ref SignInClient/),
    ]);
  });

  it('is told to the console in config.json, which is asked for anew each time', () => {
    const [assets, pages] = bare.all('Custom::CDKBucketDeployment');
    expect(pages).toMatchObject({
      Include: ['index.html', 'config.json'],
      Exclude: ['*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'no-cache' },
      DistributionPaths: ['/index.html', '/config.json'],
    });
    expect(assets).toMatchObject({
      Exclude: ['index.html', 'config.json'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    // Values that only CloudFormation knows are filled in while the file is copied.
    const filled = pages.SourceMarkers.flatMap((markers: Loose) => Object.values(markers))
      .map(textOf)
      .join(' ');
    expect(filled).toMatch(/SignInClient/);
    expect(filled).toMatch(/MarketersSignIn/);
  });
});

describe('the console', () => {
  it('is read by CloudFront alone, over TLS, under a policy that lets it call its own origin and the sign-in host', () => {
    expect(bare.all('AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
    const { SecurityHeadersConfig } = bare.one('AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig;
    const policy = textOf(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    const directives = new Map(policy.split('; ').map((text) => [text.split(' ')[0], text]));
    expect(directives.get('default-src')).toBe("default-src 'self'");
    expect(directives.get('connect-src')).toMatch(
      /^connect-src 'self' https:\/\/<[^>]*>\.auth\.<Ref AWS Region>\.amazoncognito\.com$/,
    );
    expect(directives.get('form-action')).toBe("form-action 'self'");
    expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe-eval|\*/);
  });

  it('reaches the API under its own origin: uncached, every method, with the Authorization header', () => {
    const { CacheBehaviors, DefaultCacheBehavior, ViewerCertificate } = bare.one(
      'AWS::CloudFront::Distribution',
    ).DistributionConfig;
    expect(CacheBehaviors.map(({ PathPattern }: Loose) => PathPattern)).toEqual(['/api/*', '/openapi.json', '/health']);
    for (const behaviour of CacheBehaviors) {
      expect(behaviour).toMatchObject({
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // Managed-AllViewerExceptHostHeader
        ViewerProtocolPolicy: 'https-only',
      });
      expect(behaviour.AllowedMethods).toEqual(expect.arrayContaining(['GET', 'POST', 'PUT', 'DELETE']));
    }
    expect(DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(ViewerCertificate).toBeUndefined();
  });

  it('lives under a name of the team’s own where one is given, and signs in there alone', () => {
    const { all, one, console } = given({ consoleDomain: 'peyk.example.com', consoleCertificate: CERTIFICATE });
    expect(one('AWS::CloudFront::Distribution').DistributionConfig).toMatchObject({
      Aliases: ['peyk.example.com'],
      ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    const { CallbackURLs, LogoutURLs } = all('AWS::Cognito::UserPoolClient').find((each) => each.CallbackURLs);
    expect([CallbackURLs, LogoutURLs]).toEqual([
      ['https://peyk.example.com/'],
      ['https://peyk.example.com/signed-out'],
    ]);
    const { Url, DomainTarget } = console.findOutputs('*');
    expect(Url?.['Value']).toBe('https://peyk.example.com');
    expect(textOf(DomainTarget?.['Value'])).toMatch(/^peyk\.example\.com CNAME </);
  });

  it.each([
    [{ consoleDomain: 'peyk.example.com' }, 'go together'],
    [
      { consoleDomain: 'peyk.example.com', consoleCertificate: CERTIFICATE.replace('us-east-1', 'eu-west-1') },
      'us-east-1',
    ],
    [{ domain: 'me@example.com', certificate: CERTIFICATE }, '"domain"'],
    [{ signInPrefix: 'my-aws-login' }, '"signInPrefix"'],
    [{ signInPrefix: 'Peyk' }, '"signInPrefix"'],
  ])('refuses %o before anything is deployed', (context, name) => {
    expect(() => given(context)).toThrow(name);
  });
});
