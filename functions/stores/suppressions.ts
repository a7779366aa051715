/** An address that must never be mailed again, known only by a keyed hash. */
export interface SuppressedAddress {
  readonly hash: string;
  readonly reason: 'bounced' | 'complained' | 'manual' | 'erased';
  readonly at: number;
}

export interface SuppressionStore {
  /** The first reason stays. */
  add(address: SuppressedAddress): Promise<void>;
  get(hash: string): Promise<SuppressedAddress | undefined>;
  remove(hash: string): Promise<void>;
}
