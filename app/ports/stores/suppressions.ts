import type { SuppressedAddress } from '../../../core/customers/suppressedAddress.ts';

export interface SuppressionStore {
  /** The first reason stays. */
  add(address: SuppressedAddress): Promise<void>;
  get(hash: string): Promise<SuppressedAddress | undefined>;
  remove(hash: string): Promise<void>;
}
