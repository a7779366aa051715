import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endChild } from '../../local/platform/endProcess.ts';
import { freePort } from '../support/freePort.ts';
import { inVenv, ROOT, VENV } from './venv.ts';

export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';
const WORK = join(VENV, 'work');

export interface Emulator {
  /** By address, not by name, so that clients of S3 put the bucket into the path. */
  readonly endpoint: string;
  readonly port: number;
  /** For everything that should take the emulator for AWS. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: string;
  stop(): Promise<void>;
}

/** For clients of the AWS SDK. */
export const clientOptions = ({ endpoint }: Emulator) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Starts MiniStack on a free port. Functions send their mail to `sesEndpoint`, by the SDK's own variable. */
export async function startEmulator(sesEndpoint: string): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const temporary = join(WORK, 'tmp');
  await rm(WORK, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  // Functions are unpacked below: CDK's own then find the SDK that Lambda's runtime has, and are CommonJS as there.
  await writeFile(join(WORK, 'package.json'), '{}');

  const common: NodeJS.ProcessEnv = {
    ...withoutAws(process.env),
    PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
  };
  const log = join(WORK, 'ministack.log');
  const child = spawn(inVenv('ministack'), [], {
    env: {
      ...common,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      TMPDIR: temporary,
      AWS_ENDPOINT_URL_SESV2: sesEndpoint,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });

  const answers = async () =>
    fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 300 || child.exitCode !== null) throw new Error(`the emulator did not start; see ${log}`);
    await setTimeout(100);
  }
  return {
    endpoint,
    port,
    log,
    env: { ...common, AWS_ENDPOINT_URL: endpoint, CDK_DISABLE_CLI_TELEMETRY: 'true' },
    stop: () => endChild(child),
  };
}

/** No profile, endpoint or session of whoever runs the test: nothing may reach a real account. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
}
