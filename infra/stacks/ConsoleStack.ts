import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { AppBucket } from '../constructs/AppBucket.ts';
import { AppLogGroup } from '../constructs/AppLogGroup.ts';
import type { Stage } from '../stage.ts';
import { acknowledgeConsole } from './ConsoleStack.acks.ts';

export interface ConsoleStackProps extends StackProps {
  readonly stage: Stage;
  /** Host name of the HTTP API; the console calls it under its own origin, so no other origin needs to be let in. */
  readonly apiHost: string;
  /** The built console. */
  readonly files: ISource;
}

/** The web console: private files behind CloudFront, and the API under the same origin. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, id: string, { stage, apiHost, files, ...props }: ConsoleStackProps) {
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
    const api = {
      origin: new HttpOrigin(apiHost),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${stage.prefix}console`,
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: true,
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: securityHeaders(this),
        functionAssociations: [{ function: pagesToIndex(this), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: { '/api/*': api, '/openapi.json': api, '/health': api },
    });
    const deployment = new BucketDeployment(this, 'Deployment', {
      sources: [files],
      destinationBucket: bucket,
      distribution,
      distributionPaths: ['/index.html'],
      memoryLimit: 512,
      logGroup: new AppLogGroup(this, 'DeploymentLogs', stage),
    });
    acknowledgeConsole({ distribution, logs, deployment, files: bucket });
    new CfnOutput(this, 'Url', { value: `https://${distribution.distributionDomainName}` });
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

function securityHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
  });
}

// Styles inline, because the component library writes them; previews of messages are frames without an origin.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "font-src 'self' data:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
