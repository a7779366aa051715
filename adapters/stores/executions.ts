import { z } from 'zod';
import { DAY_MS } from '../../core/shared/days.ts';
import { NotFoundError } from '../../core/shared/errors.ts';
import type { Database } from '../dynamo/database.ts';
import { ABSENT, decodeValue, documentKey, encodeDocument } from '../dynamo/documents.ts';
import { getItem, putItem } from '../dynamo/items.ts';
import { queryAll } from '../dynamo/query.ts';
import { WORKFLOWS, type WorkflowName } from '../../core/workspace/workflows.ts';
import type { StoredItem } from '../../app/ports/stores/records.ts';
import type { Execution, ExecutionStore } from '../../app/ports/stores/executions.ts';

const executionSchema: z.ZodType<Execution> = z.object({
  workflow: z.enum(WORKFLOWS),
  name: z.string(),
  status: z.enum(['running', 'succeeded', 'failed']),
  input: z.unknown(),
  startedAt: z.number(),
  finishedAt: z.number().exactOptional(),
  output: z.unknown().exactOptional(),
  error: z.string().exactOptional(),
});

const PARTITION = 'executions';
const KEPT_MS = 30 * DAY_MS;

export function createExecutionStore(database: Database): ExecutionStore {
  const keyOf = (workflow: WorkflowName, name: string) => ({ pk: PARTITION, sk: `${workflow}#${name}` });
  const decode = (item: StoredItem): Execution => decodeValue(item, executionSchema);

  async function get(workflow: WorkflowName, name: string): Promise<Execution | undefined> {
    const item = await getItem(database, 'control', documentKey(keyOf(workflow, name)));
    return item && decode(item);
  }

  return {
    get,
    async start(workflow, name, input) {
      const execution: Execution = { workflow, name, status: 'running', input, startedAt: database.clock() };
      return (await putItem(database, 'control', encodeDocument(keyOf(workflow, name), execution), ABSENT)).ok;
    },
    async finish(workflow, name, outcome) {
      const current = await get(workflow, name);
      if (!current) throw new NotFoundError('execution', name);
      const finishedAt = database.clock();
      const item = encodeDocument(
        keyOf(workflow, name),
        { ...current, ...outcome, finishedAt },
        { expiresAt: finishedAt + KEPT_MS },
      );
      await putItem(database, 'control', item);
    },
    async running() {
      const items = await queryAll(database, {
        table: 'control',
        partition: { name: 'pk', value: PARTITION },
        consistent: true,
      });
      return items.map(decode).filter(({ status }) => status === 'running');
    },
  };
}
