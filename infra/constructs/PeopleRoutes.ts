import {
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type HttpRouteIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** What people reach when they are signed in. */
export interface PeopleRoute {
  readonly path: string;
  readonly integration: HttpRouteIntegration;
}

export interface PeopleRoutesProps {
  readonly api: HttpApi;
  readonly routes: readonly PeopleRoute[];
  readonly issuer: string;
  /** Whose tokens are taken. */
  readonly clients: readonly IUserPoolClient[];
}

/**
 * The routes that need a token of the user pool. They stand in the last stack, because its client is among those they
 * trust, and that client must know where the console is.
 */
export class PeopleRoutes extends Construct {
  constructor(scope: Construct, id: string, { api, routes, issuer, clients }: PeopleRoutesProps) {
    super(scope, id);
    const { authorizerId } = new HttpAuthorizer(this, 'Authorizer', {
      httpApi: api,
      authorizerName: 'people',
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtIssuer: issuer,
      jwtAudience: clients.map((client) => client.userPoolClientId),
    });
    const authorizer = HttpAuthorizer.fromHttpAuthorizerAttributes(this, 'People', {
      authorizerId,
      authorizerType: 'JWT',
    });
    for (const { path, integration } of routes) {
      const routeKey = HttpRouteKey.with(path, HttpMethod.ANY);
      new HttpRoute(this, `ANY ${path}`, { httpApi: api, routeKey, integration, authorizer });
    }
  }
}
