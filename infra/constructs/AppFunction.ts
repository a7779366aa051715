import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { ENV } from '../../names.ts';
import { BUNDLES, bundleName } from '../bundle.ts';
import { acknowledgeFunction } from './AppFunction.acks.ts';
import { AppLogGroup } from './AppLogGroup.ts';
import { secretPrefix, type Backing } from './Backing.ts';
import type { FunctionSpec } from './functionSpec.ts';
import { statementsFor } from './grants.ts';
import { refreshScheduleName } from './RefreshSchedule.ts';

/** A Lambda function with the house's defaults, its environment, and grants for exactly what its spec says it calls. */
export class AppFunction extends Construct {
  readonly lambda: Function;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, spec: FunctionSpec, backing: Backing) {
    super(scope, id);
    const stack = Stack.of(this);
    const logGroup = new AppLogGroup(this, 'Logs', backing.stage);
    // A role of our own, because the managed policy for logs reaches every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of statementsFor(stack, spec.access, backing)) role.addToPolicy(statement);

    this.timeout = Duration.seconds(spec.timeoutSeconds);
    this.lambda = new Function(this, 'Function', {
      description: spec.entry,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: codeOf(this, spec.entry),
      handler: 'index.handler',
      memorySize: spec.memoryMb,
      timeout: this.timeout,
      environment: environmentOf(stack, spec, backing),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Start and end lines of every call would cost more to keep than the calls themselves.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
    });
    acknowledgeFunction(this, spec.access, backing);
  }
}

function codeOf(scope: Construct, entry: string): Code {
  if (scope.node.tryGetContext('bundle') === 'false') return Code.fromInline('exports.handler = undefined;');
  return Code.fromAsset(join(BUNDLES, bundleName(entry)));
}

function environmentOf(stack: Stack, { access }: FunctionSpec, backing: Backing): Record<string, string> {
  const { tables, stage, imports, configurationSet, baseUrl } = backing;
  const machines = stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stage.prefix,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return {
    [ENV.stage]: stage.name,
    [ENV.customersTable]: tables.customers.tableName,
    [ENV.activityTable]: tables.activity.tableName,
    [ENV.controlTable]: tables.control.tableName,
    ...((access.secrets ?? access.sources) !== undefined && { [ENV.secretPrefix]: secretPrefix(stage) }),
    ...(access.files !== undefined && { [ENV.importsBucket]: imports.bucketName }),
    ...((access.starts ?? access.followsExecutions) !== undefined && { [ENV.workflowArnPrefix]: machines }),
    ...(access.schedules === true && { [ENV.refreshSchedule]: refreshScheduleName(stage) }),
    ...(access.mail !== undefined && configurationSet !== undefined && { [ENV.configurationSet]: configurationSet }),
    ...(baseUrl !== undefined && { [ENV.baseUrl]: baseUrl }),
  };
}
