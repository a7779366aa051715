import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT, VENV, inVenv } from './venv.ts';
import { run } from './process.ts';
import { ACCOUNT, REGION, type Emulator } from './emulator.ts';

// CDK's copy of the console's files runs the AWS CLI from a Lambda layer under /opt, which a process of the emulator
// does not have. Only the copying is left out; buckets, distribution and policies are deployed.
const LEFT_OUT = new Set(['Custom::CDKBucketDeployment', 'AWS::Cognito::ManagedLoginBranding']);
// The emulator knows no looks of the page that people sign in on, and no alarms on expressions of metrics.
const isLeftOut = ({ Type, Properties }: Resource) =>
  LEFT_OUT.has(Type) || (Type === 'AWS::CloudWatch::Alarm' && Properties.Metrics !== undefined);

// Nobody but AWS may put events of the source `aws.ses` on a bus, so the rules also listen to a source that the test may
// use. The rest of their patterns decides as it does in AWS.
export const SES_STAND_IN = 'test.ses';
// CDK writes dependencies out that CloudFormation would find by itself.
const LINT_EXCEPT = 'W3005';

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly EventPattern: { readonly source: string[] }; readonly Metrics?: unknown };
}

const cdk = join(ROOT, 'node_modules', '.bin', 'cdk');

interface Synthesis {
  readonly context?: Readonly<Record<string, string>>;
  /** A program of this folder instead of the app. */
  readonly app?: string;
}

/** Synthesises all stacks into `.venv/<name>` and resolves to that folder. */
export async function synthesise(name: string, { context = {}, app }: Synthesis = {}): Promise<string> {
  const out = join(VENV, name);
  const program =
    app === undefined ? [] : ['--app', `${join(ROOT, 'node_modules', '.bin', 'node')} tests/deploy/${app}`];
  const pairs = Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  await run(cdk, ['synth', '--quiet', '--output', out, ...program, ...pairs], { seconds: 120 });
  return out;
}

/** Names of all stacks. */
export const stacksOf = async (assembly: string): Promise<string[]> =>
  (await templatesOf(assembly)).map((path) => basename(path, '.template.json'));

const templatesOf = async (assembly: string) =>
  (await readdir(assembly)).filter((file) => file.endsWith('.template.json')).map((file) => join(assembly, file));

export async function lint(assembly: string): Promise<string> {
  const templates = await templatesOf(assembly);
  await run(inVenv('cfn-lint'), ['--ignore-checks', LINT_EXCEPT, '--', ...templates], { seconds: 120 });
  return `${templates.length} templates`;
}

/** Takes out what the emulator cannot run; everything else stays as it was synthesised. */
export async function bridge(assembly: string): Promise<void> {
  for (const path of await templatesOf(assembly)) {
    const template = JSON.parse(await readFile(path, 'utf8'));
    const resources: [string, Resource][] = Object.entries(template.Resources);
    for (const [, { Type, Properties }] of resources) {
      if (Type === 'AWS::Events::Rule') Properties.EventPattern.source.push(SES_STAND_IN);
    }
    template.Resources = Object.fromEntries(resources.filter(([, resource]) => !isLeftOut(resource)));
    await writeFile(path, JSON.stringify(template));
  }
}

export async function bootstrap(assembly: string, { env }: Emulator): Promise<void> {
  await run(cdk, ['bootstrap', '--app', assembly, `aws://${ACCOUNT}/${REGION}`], { env, seconds: 120 });
}

/** Outputs by stack. */
export async function deploy(assembly: string, { env }: Emulator): Promise<Record<string, Record<string, string>>> {
  const outputs = join(assembly, 'outputs.json');
  const args = ['deploy', '--all', '--app', assembly, '--require-approval', 'never', '--outputs-file', outputs];
  await run(cdk, args, { env, seconds: 180 });
  return JSON.parse(await readFile(outputs, 'utf8'));
}

export async function destroy(assembly: string, { env }: Emulator): Promise<void> {
  await run(cdk, ['destroy', '--all', '--force', '--app', assembly], { env, seconds: 180 });
}
