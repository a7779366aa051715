import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '../../functions/stores/dynamo/client.ts';
import { createTables, type TableNames } from '../../functions/stores/dynamo/createTables.ts';

export interface TestDynamo {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** Fresh tables with names no other call has had. */
  createTables(): Promise<TableNames>;
  stop(): Promise<void>;
}

/** Starts an embedded DynamoDB in memory on a free port of this machine. Stop it in `afterAll`. */
export async function startDynamo(): Promise<TestDynamo> {
  const { child, endpoint } = await start();
  const client = createDynamoClient({ endpoint });
  let count = 0;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    client,
    endpoint,
    async createTables() {
      const suffix = `${process.pid}-${++count}`;
      const names = { customers: `Customers-${suffix}`, activity: `Activity-${suffix}`, control: `Control-${suffix}` };
      await createTables(client, names);
      return names;
    },
    async stop() {
      client.destroy();
      process.off('exit', kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 2_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** A free port may be taken between finding and using it, so starting is tried a few times. */
async function start(): Promise<{ child: ChildProcess; endpoint: string }> {
  for (let tries = 0; tries < 5; tries++) {
    const port = await freePort();
    const child = spawn(binary(), ['serve', '--port', String(port)], { stdio: 'ignore' });
    if (await answers(child, port)) return { child, endpoint: `http://127.0.0.1:${port}` };
  }
  throw new Error('the embedded DynamoDB did not start');
}

async function answers(child: ChildProcess, port: number): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
}
