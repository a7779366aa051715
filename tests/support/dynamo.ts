import { once } from 'node:events';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCall, type Call } from '../../adapters/dynamo/call.ts';
import { createDynamoClient } from '../../adapters/dynamo/client.ts';
import { createTables, type TableNames } from '../../adapters/dynamo/createTables.ts';
import { startDynoxide } from './dynoxide.ts';

export interface TestDynamo {
  readonly client: DynamoDBClient;
  readonly call: Call;
  readonly endpoint: string;
  /** Fresh tables with names no other call has had. */
  createTables(): Promise<TableNames>;
  stop(): Promise<void>;
}

/**
 * The DynamoDB of DYNAMODB_ENDPOINT, or else an embedded one in memory on a free port of this machine. Stop it in
 * `afterAll`.
 */
export async function startDynamo(): Promise<TestDynamo> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  const { child, endpoint } = given === undefined ? await startDynoxide() : { endpoint: given, child: undefined };
  const client = createDynamoClient({ endpoint });
  let count = 0;
  const kill = () => child?.kill('SIGKILL');
  process.once('exit', kill);
  return {
    client,
    call: createCall(client),
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
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 2_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
