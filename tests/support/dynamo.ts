import { once } from 'node:events';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCall, type Call } from '../../functions/stores/dynamo/call.ts';
import { createDynamoClient } from '../../functions/stores/dynamo/client.ts';
import { createTables, type TableNames } from '../../functions/stores/dynamo/createTables.ts';
import { startDynoxide } from '../../local/platform/dynoxide.ts';

export interface TestDynamo {
  readonly client: DynamoDBClient;
  readonly call: Call;
  readonly endpoint: string;
  /** Fresh tables with names no other call has had. */
  createTables(): Promise<TableNames>;
  stop(): Promise<void>;
}

/** Starts an embedded DynamoDB in memory on a free port of this machine. Stop it in `afterAll`. */
export async function startDynamo(): Promise<TestDynamo> {
  const { child, endpoint } = await startDynoxide();
  const client = createDynamoClient({ endpoint });
  let count = 0;
  const kill = () => child.kill('SIGKILL');
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
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 2_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
