import type { Call } from './call.ts';

/** Consumed capacity of one call on one table. */
interface Usage {
  readonly operation: string;
  readonly table: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export type UsageMeter = (usage: Usage) => void;

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);

/** The same call; with a meter, each also asks for the capacity it consumed and tells it. */
export function metered(call: Call, onUsage: UsageMeter | undefined): Call {
  if (!onUsage) return call;
  return async (operation, input) => {
    const answer = await call(operation, { ...input, ReturnConsumedCapacity: 'TOTAL' });
    reportUsage(onUsage, operation, answer['ConsumedCapacity']);
    return answer;
  };
}

/** Tells the meter what an answer says it consumed: one entry, or one per table for batches and transactions. */
function reportUsage(onUsage: UsageMeter, operation: string, consumed: unknown): void {
  for (const entry of Array.isArray(consumed) ? consumed : [consumed]) {
    if (!isConsumption(entry)) continue;
    const units = entry.CapacityUnits;
    const isRead = READS.has(operation) || entry.ReadCapacityUnits === units;
    onUsage({
      operation,
      table: entry.TableName,
      readUnits: isRead ? units : 0,
      writeUnits: isRead ? 0 : units,
    });
  }
}

interface Consumption {
  readonly TableName: string;
  readonly CapacityUnits: number;
  readonly ReadCapacityUnits?: number;
}

function isConsumption(entry: unknown): entry is Consumption {
  return typeof entry === 'object' && entry !== null && 'TableName' in entry && 'CapacityUnits' in entry;
}
