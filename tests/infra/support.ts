import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import settings from '../../cdk.json' with { type: 'json' };
import { buildPeyk } from '../../infra/peyk.ts';

type StackName = keyof ReturnType<typeof buildPeyk>;
/** Parts of templates, which only CloudFormation types. */
export type Loose = ReturnType<typeof JSON.parse>;
export type Resource = { Type: string; Properties: Loose; DeletionPolicy?: string };

/** The app without its code: bundling has tests of its own. */
export function givenApp(stage: 'dev' | 'prod' = 'dev') {
  const app = new App({ context: { ...settings.context, stage, bundle: 'false' } });
  return { app, stacks: buildPeyk(app) };
}

/** Synthesised templates by stack. Throws where cdk-nag finds anything. */
export function givenTemplates(stage: 'dev' | 'prod' = 'dev'): Record<StackName, Template> {
  const { data, messaging, api, workflows, console, operations } = givenApp(stage).stacks;
  return {
    data: Template.fromStack(data),
    messaging: Template.fromStack(messaging),
    api: Template.fromStack(api),
    workflows: Template.fromStack(workflows),
    console: Template.fromStack(console),
    operations: Template.fromStack(operations),
  };
}

/** Resources of a type over all templates, by `<stack>/<logical id>`. */
export function resourcesOf(templates: Record<string, Template>, type: string): [string, Resource][] {
  return Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.findResources(type)).map(([id, resource]): [string, Resource] => [
      `${stack}/${id}`,
      resource as Resource,
    ]),
  );
}
