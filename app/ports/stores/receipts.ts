import type { WriteOperation } from './transact.ts';
import type { StoredItem } from './records.ts';

/** That something with this id came from this source, and the hash of what it said. */
export interface Receipt {
  readonly source: string;
  readonly id: string;
  readonly hash: string;
  readonly at: number;
}

export interface ReceiptStore {
  /** Fails its transaction (reason `condition`, with the first receipt as item) where the id came before. Kept 35 days. */
  operation(receipt: { readonly source: string; readonly id: string; readonly hash: string }): WriteOperation;
  /** The receipt that a failed condition found. */
  parse(item: StoredItem): Receipt;
  /** Strongly consistent. */
  get(source: string, id: string): Promise<Receipt | undefined>;
}
