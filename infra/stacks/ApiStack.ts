import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRouteIntegration,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { AlarmWithRunbook } from '../constructs/AlarmWithRunbook.ts';
import { AppFunction } from '../constructs/AppFunction.ts';
import { AppLogGroup } from '../constructs/AppLogGroup.ts';
import type { Backing } from '../constructs/Backing.ts';
import { Marketers } from '../constructs/Marketers.ts';
import { RefreshRole } from '../constructs/RefreshRole.ts';
import { OwnDomain } from '../constructs/OwnDomain.ts';
import type { PeopleRoute } from '../constructs/PeopleRoutes.ts';
import { SERVICE_PREFIX } from '../../names.ts';
import { FUNCTIONS } from '../functions.ts';
import { optionsOf } from '../options.ts';
import { acknowledgeApi } from './ApiStack.acks.ts';

const { GET, POST, ANY } = HttpMethod;

/** The one HTTP API: the marketers' REST API, the webhooks, and what customers reach. */
export class ApiStack extends Stack {
  /** With the base URL, for those who write links, and the role of the refresh's schedule. */
  readonly backing: Backing;
  /** Host name, for the console to reach the API under its own origin. */
  readonly host: string;
  readonly apiId: string;
  readonly http: HttpApi;
  readonly marketers: Marketers;
  /** Reached by people who are signed in. The console's stack adds them, as it knows whose tokens they take. */
  readonly peopleRoutes: readonly PeopleRoute[];

  constructor(scope: Construct, id: string, props: StackProps & { readonly backing: Backing }) {
    super(scope, id, props);
    const api = new HttpApi(this, 'Http', { apiName: `${props.backing.stage.prefix}api`, createDefaultStage: false });
    const { domain } = optionsOf(this.node);
    this.backing = {
      ...props.backing,
      baseUrl: domain ? `https://${domain.name}` : api.apiEndpoint,
      refreshRole: new RefreshRole(this, 'RefreshRole', props.backing.stage),
    };
    this.apiId = api.apiId;
    this.http = api;
    this.host = `${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      ...(domain && { domainMapping: { domainName: new OwnDomain(this, 'Domain', domain).domainName } }),
      throttle: { rateLimit: 500, burstLimit: 1000 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(new AppLogGroup(this, 'AccessLogs', props.backing.stage)),
        format: ACCESS_LOG,
      },
    });

    this.marketers = new Marketers(this, 'Marketers', props.backing.stage);
    const behind = (spec: keyof typeof FUNCTIONS, id: string) => {
      const { lambda } = new AppFunction(this, id, FUNCTIONS[spec], this.backing);
      return new HttpLambdaIntegration(`${id}Integration`, lambda);
    };
    const open = (integration: HttpRouteIntegration, method: HttpMethod, ...paths: string[]) => {
      const authorizer = new HttpNoneAuthorizer();
      for (const path of paths) api.addRoutes({ path, methods: [method], integration, authorizer });
    };
    const rest = behind('api', 'Api');
    this.peopleRoutes = [{ path: '/api/{proxy+}', integration: rest }];
    // The function itself checks the service token: it knows its hash, and a revoked one is refused at once.
    open(rest, ANY, `${SERVICE_PREFIX}/api/{proxy+}`);
    open(rest, GET, '/health', '/openapi.json');
    open(behind('hooks', 'Hooks'), POST, '/hooks/v1/{source}');
    const customers = behind('public', 'Public');
    open(customers, GET, '/c/{token}', '/o/{token}', '/u/{token}');
    open(customers, POST, '/u/{token}');

    new AlarmWithRunbook(this, 'ServerErrors', {
      metric: stage.metricServerError({ period: Duration.minutes(5) }),
      above: 5,
      impact: 'Requests fail: shops must repeat their webhooks, customers see an error behind a link.',
      runbook: 'requests-fail',
    });
    new CfnOutput(this, 'Url', { value: this.backing.baseUrl ?? api.apiEndpoint });
    acknowledgeApi(api);
  }
}

// No path: it holds tokens that name customers. The route says enough.
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    bytes: '$context.responseLength',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
  }),
);
