import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { ISource } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { AppBucket } from '../constructs/AppBucket.ts';
import { ConsoleClient } from '../constructs/ConsoleClient.ts';
import { ConsoleFiles } from '../constructs/ConsoleFiles.ts';
import { PeopleRoutes } from '../constructs/PeopleRoutes.ts';
import { SecurityHeaders } from '../constructs/SecurityHeaders.ts';
import { optionsOf } from '../options.ts';
import type { Stage } from '../stage.ts';
import type { ApiStack } from './ApiStack.ts';
import { acknowledgeConsole } from './ConsoleStack.acks.ts';

export interface ConsoleStackProps extends StackProps {
  readonly stage: Stage;
  readonly api: ApiStack;
  /** The built console. */
  readonly files: ISource;
}

/** The web console: private files behind CloudFront, the API under the same origin, and how people get in. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, id: string, { stage, api, files, ...props }: ConsoleStackProps) {
    super(scope, id, props);
    // CloudFront delivers its logs with an access control list.
    const logs = new AppBucket(this, 'Logs', {
      stage,
      keepDays: 90,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    });
    const bucket = new AppBucket(this, 'Files', {
      stage,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'files/',
    });
    // The console calls the API under its own origin, so no other origin needs to be let in. Every header but Host goes
    // on, also Authorization.
    const toApi = {
      origin: new HttpOrigin(api.host),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    const { marketers } = api;
    const { consoleDomain } = optionsOf(this.node);
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${stage.prefix}console`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      ...(consoleDomain && {
        domainNames: [consoleDomain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', consoleDomain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: new SecurityHeaders(this, 'Headers', { tokenHost: marketers.signInUrl }).policy,
        functionAssociations: [{ function: pagesToIndex(this), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: { '/api/*': toApi, '/openapi.json': toApi, '/health': toApi },
    });
    const host = consoleDomain?.name ?? distribution.distributionDomainName;
    const { client, config } = new ConsoleClient(this, 'SignIn', { marketers, origin: `https://${host}` });
    new PeopleRoutes(this, 'People', {
      api: api.http,
      routes: api.peopleRoutes,
      issuer: marketers.issuer,
      clients: [marketers.client, client],
    });
    const deployed = new ConsoleFiles(this, 'Console', {
      stage,
      bucket,
      distribution,
      files,
      config: { signIn: config },
    });
    acknowledgeConsole({ distribution, logs, deployment: deployed.pages, files: bucket });
    new CfnOutput(this, 'Url', { value: `https://${host}` });
    if (consoleDomain)
      new CfnOutput(this, 'DomainTarget', { value: `${host} CNAME ${distribution.distributionDomainName}` });
  }
}

/** Pages are drawn in the browser: whatever is not a file is the console itself. */
function pagesToIndex(scope: Construct): Function {
  return new Function(scope, 'PagesToIndex', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      "function handler(event) { var r = event.request; if (r.uri.lastIndexOf('.') < r.uri.lastIndexOf('/')) r.uri = '/index.html'; return r; }",
    ),
  });
}
