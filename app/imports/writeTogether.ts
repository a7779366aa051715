import type { Deps } from '../ports/deps.ts';
import { TransactionFailedError, type WriteOperation } from '../ports/stores/transact.ts';

/** DynamoDB's limits for one transaction: so many writes, of 4 MB together. An item is shorter than its JSON. */
export const MAX_OPERATIONS = 100;
const MAX_BYTES = 4_000_000;

/** Writes that belong together, and what they are for. */
export interface Unit<T> {
  readonly operations: readonly WriteOperation[];
  readonly of: readonly T[];
}

/**
 * Writes units, as many as fit into one transaction at a time and none of them torn apart: a transaction of 100 is
 * several times faster than 100 single writes. Returns what the units of failed transactions were for, because
 * somebody else had written one of their items in between; they are the caller's to repeat one by one.
 */
export async function writeTogether<T>({ stores }: Pick<Deps, 'stores'>, units: readonly Unit<T>[]): Promise<T[]> {
  const lost: T[] = [];
  // One after the other: the embedded engine has one writer, and transactions that wait for it cost it more than they gain.
  for (const { operations, of } of packed(units)) {
    try {
      await stores.transact(operations);
    } catch (error) {
      if (!(error instanceof TransactionFailedError) || !error.retryable) throw error;
      lost.push(...of);
    }
  }
  return lost;
}

function packed<T>(units: readonly Unit<T>[]): Unit<T>[] {
  const packs: { operations: WriteOperation[]; of: T[]; bytes: number }[] = [];
  for (const { operations, of } of units) {
    const bytes = operations.reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input)), 0);
    let open = packs.at(-1);
    if (!open || open.operations.length + operations.length > MAX_OPERATIONS || open.bytes + bytes > MAX_BYTES) {
      open = { operations: [], of: [], bytes: 0 };
      packs.push(open);
    }
    open.bytes += bytes;
    open.operations.push(...operations);
    open.of.push(...of);
  }
  return packs;
}
