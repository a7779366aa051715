import { describe, expect, it } from 'vitest';
import { givenTemplates, resourcesOf, type Loose } from './support.ts';

const { api, console } = givenTemplates();
const routes = resourcesOf({ api }, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);

describe('routes', () => {
  it('of the marketers need an identity; open ones are exactly those that carry their own proof', () => {
    expect(Object.fromEntries(routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]))).toEqual({
      'ANY /api/{proxy+}': 'JWT',
      'ANY /service/api/{proxy+}': 'NONE',
      'GET /health': 'NONE',
      'GET /openapi.json': 'NONE',
      'POST /hooks/v1/{source}': 'NONE',
      'GET /c/{token}': 'NONE',
      'GET /o/{token}': 'NONE',
      'GET /u/{token}': 'NONE',
      'POST /u/{token}': 'NONE',
    });
  });
});

describe('the user pool', () => {
  it('has a group for every role, takes nobody who was not invited, and asks for strong passwords', () => {
    const groups = resourcesOf({ api }, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties);
    expect(groups.map(({ GroupName }) => GroupName).sort()).toEqual(['admin', 'marketer', 'viewer']);
    const [pool] = resourcesOf({ api }, 'AWS::Cognito::UserPool').map(([, { Properties }]) => Properties);
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, RequireNumbers: true } },
    });
  });

  it('is what the authorizer trusts, for the one client', () => {
    const [authorizer] = resourcesOf({ api }, 'AWS::ApiGatewayV2::Authorizer').map(([, { Properties }]) => Properties);
    expect(authorizer).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [{ Ref: expect.stringMatching(/^MarketersClient/) }] },
    });
    const [client] = resourcesOf({ api }, 'AWS::Cognito::UserPoolClient').map(([, { Properties }]) => Properties);
    expect(client.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
  });
});

describe('the stage', () => {
  const [stage] = resourcesOf({ api }, 'AWS::ApiGatewayV2::Stage').map(([, { Properties }]) => Properties);

  it('holds callers to a rate', () => {
    expect(stage.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
  });

  it('logs access without what names a person: no path, no address', () => {
    const fields = Object.values<string>(JSON.parse(stage.AccessLogSettings.Format));
    expect(fields).toContain('$context.status');
    expect(fields.filter((field) => /path|sourceIp|userAgent|identity/i.test(field))).toEqual([]);
  });
});

describe('the console', () => {
  it('is read by CloudFront alone, over TLS, under a strict content policy', () => {
    console.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
    const [headers] = resourcesOf({ console }, 'AWS::CloudFront::ResponseHeadersPolicy');
    const policy = headers?.[1].Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy;
    expect(policy.ContentSecurityPolicy).toContain("default-src 'self'");
    expect(policy.ContentSecurityPolicy).not.toMatch(/script-src|unsafe-eval|\*/);
  });

  it('reaches the API under its own origin, uncached', () => {
    const [distribution] = resourcesOf({ console }, 'AWS::CloudFront::Distribution');
    const { CacheBehaviors, DefaultCacheBehavior } = distribution?.[1].Properties.DistributionConfig;
    expect(CacheBehaviors.map(({ PathPattern }: Loose) => PathPattern)).toEqual(['/api/*', '/openapi.json', '/health']);
    expect(DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  });
});
