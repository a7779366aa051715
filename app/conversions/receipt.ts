import { ConflictError } from '../../core/shared/errors.ts';
import type { Deps } from '../ports/deps.ts';
import { TransactionFailedError, type FailedOperation } from '../ports/stores/transact.ts';

/** That something with this id came from this source; `hash` is over the body. */
export interface ReceiptKey {
  readonly source: string;
  readonly id: string;
  readonly hash: string;
}

/** The condition that failed on operation `index`, if it was that. */
export function failedCondition(error: unknown, index: number): FailedOperation | undefined {
  if (!(error instanceof TransactionFailedError)) return undefined;
  return error.failed.find((each) => each.index === index && each.reason === 'condition');
}

/**
 * Runs a write whose first operation is the receipt. A receipt that is there already means a repeat: nothing to do
 * where it is the same body, ConflictError where it is another.
 */
export async function onceOnly(
  { stores }: Pick<Deps, 'stores'>,
  receipt: ReceiptKey | undefined,
  write: () => Promise<unknown>,
): Promise<'done' | 'repeat'> {
  try {
    await write();
    return 'done';
  } catch (error) {
    const failed = receipt && failedCondition(error, 0);
    if (!failed) throw error;
    const first = failed.item
      ? stores.receipts.parse(failed.item)
      : await stores.receipts.get(receipt.source, receipt.id);
    if (first && first.hash !== receipt.hash) {
      throw new ConflictError(`${receipt.id} came before with another body; the first one stays`);
    }
    return 'repeat';
  }
}
