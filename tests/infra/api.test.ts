import { describe, expect, it } from 'vitest';
import { givenTemplates, resourcesOf } from './support.ts';

const { api, console } = givenTemplates();
const routes = resourcesOf({ api, console }, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);

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

  it('signs nobody in by a password that a program sends in the clear', () => {
    const clients = resourcesOf({ api, console }, 'AWS::Cognito::UserPoolClient').map(
      ([, { Properties }]) => Properties,
    );
    expect(clients).toHaveLength(2);
    for (const { ExplicitAuthFlows } of clients) expect(ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
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
