import { Tags, Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { join } from 'node:path';
import { Source } from 'aws-cdk-lib/aws-s3-deployment';
import { alertsOf, AlertsStack } from './stacks/AlertsStack.ts';
import { ApiStack } from './stacks/ApiStack.ts';
import { ConsoleStack } from './stacks/ConsoleStack.ts';
import { DataStack } from './stacks/DataStack.ts';
import { MessagingStack } from './stacks/MessagingStack.ts';
import { OperationsStack } from './stacks/OperationsStack.ts';
import { WorkflowsStack } from './stacks/WorkflowsStack.ts';
import { stageOf } from './stage.ts';

const CONSOLE = join(import.meta.dirname, '..', 'console', 'dist');

/** Tests of the templates look at everything but the code, so they leave it out and are done in a second. */
export const isBundled = ({ node }: App): boolean => node.tryGetContext('bundle') !== 'false';

/** All of Peyk. Each stack builds on what the one before it adds. */
export function buildPeyk(app: App) {
  const stage = stageOf(app.node);
  const files = isBundled(app) ? Source.asset(CONSOLE) : Source.data('index.html', '');
  const name = (part: string) => `${stage.prefix}${part}`;

  const data = new DataStack(app, name('data'), { stage, terminationProtection: stage.keepsState });
  const messaging = new MessagingStack(app, name('messaging'), { backing: data.backing });
  const api = new ApiStack(app, name('api'), { backing: messaging.backing });
  const workflows = new WorkflowsStack(app, name('workflows'), { backing: api.backing });
  const console = new ConsoleStack(app, name('console'), {
    stage,
    api,
    files,
  });
  const operations = new OperationsStack(app, name('operations'), {
    stage,
    tables: Object.values(data.backing.tables),
    apiId: api.apiId,
    deadLetters: messaging.deadLetters,
  });
  const alerts = alertsOf(app.node, stage);
  if (alerts) new AlertsStack(app, name('alerts'), alerts).hear(app);

  Tags.of(app).add('project', 'peyk');
  Tags.of(app).add('stage', stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { data, messaging, api, workflows, console, operations };
}
