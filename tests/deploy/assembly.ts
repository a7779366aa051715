import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT, VENV, inVenv } from './venv.ts';
import { run } from './process.ts';
import { ACCOUNT, REGION, type Emulator } from './emulator.ts';

// CDK's copying of the console's files runs the AWS CLI of a Lambda layer, which a process of the emulator does not
// have: it runs that of the virtual environment.
const CLI_OF_LAYER = '"/opt/awscli/aws"';
const LEFT_OUT = new Set(['AWS::Cognito::ManagedLoginBranding']);
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
  readonly Properties: {
    readonly EventPattern: { readonly source: string[] };
    readonly PolicyDocument: Parameters<typeof allowWithoutTls>[0];
    readonly Metrics?: unknown;
  };
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
  // CDK keeps zipped what it once published from there.
  await rm(out, { recursive: true, force: true });
  await run(cdk, ['synth', '--quiet', '--output', out, ...program, ...pairs], { seconds: 120 });
  return out;
}

/** Names of all stacks. */
export const stacksOf = async (assembly: string): Promise<string[]> =>
  (await templatesOf(assembly)).map((path) => basename(path, '.template.json'));

const templatesOf = async (assembly: string) =>
  (await readdir(assembly)).filter((file) => file.endsWith('.template.json')).map((file) => join(assembly, file));

/** Functions of CDK's own that copy files. */
async function copiersOf(assembly: string): Promise<string[]> {
  const files = (await readdir(assembly)).map((file) => join(assembly, file, 'index.py')).filter(existsSync);
  const codes = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return files.filter((_, index) => codes[index]?.includes(CLI_OF_LAYER));
}

export async function lint(assembly: string): Promise<string> {
  const templates = await templatesOf(assembly);
  await run(inVenv('cfn-lint'), ['--ignore-checks', LINT_EXCEPT, '--', ...templates], { seconds: 120 });
  return `${templates.length} templates`;
}

/** Takes out or changes what the emulator cannot run; everything else stays as it was synthesised. */
export async function bridge(assembly: string): Promise<void> {
  for (const path of await copiersOf(assembly)) {
    const code = await readFile(path, 'utf8');
    await writeFile(path, code.replace(CLI_OF_LAYER, JSON.stringify(inVenv('aws'))));
  }
  for (const path of await templatesOf(assembly)) {
    const template = JSON.parse(await readFile(path, 'utf8'));
    const resources: [string, Resource][] = Object.entries(template.Resources);
    for (const [, { Type, Properties }] of resources) {
      if (Type === 'AWS::Events::Rule') Properties.EventPattern.source.push(SES_STAND_IN);
      if (Type === 'AWS::S3::BucketPolicy') allowWithoutTls(Properties.PolicyDocument);
    }
    template.Resources = Object.fromEntries(resources.filter(([, resource]) => !isLeftOut(resource)));
    await writeFile(path, JSON.stringify(template));
  }
}

// CloudFront's own reading of the bucket is without TLS there too.
function allowWithoutTls(policy: { Statement: { readonly Effect: string; readonly Condition?: object }[] }): void {
  policy.Statement = policy.Statement.filter(
    ({ Effect, Condition }) => Effect !== 'Deny' || !JSON.stringify(Condition).includes('aws:SecureTransport'),
  );
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
